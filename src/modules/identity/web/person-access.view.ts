import type { Role } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { PersonAccess } from '../data/access-overview.read-model';
import type { Say } from './say';

export const ROLES = ['hr', 'auditor', 'sponsor', 'coordinator'] as const satisfies readonly Role[];

/** How one person gets in, for the page of HR. */
export function personAccessView(id: string, access: PersonAccess, roles: readonly Role[], say: Say, sayMoment: (at: Instant) => string) {
  const key = (name: string): string => `identity.people.access.${name}`;
  const state = access.hasPassword === 1 ? 'state-password' : access.hasPin === 1 ? 'state-pin' : 'state-none';
  const fact = (term: string, text: string) => ({ term: say(key(term)), text });
  const pending = [
    ...(access.linkUntil ? [say(key('pending-link'), { until: sayMoment(access.linkUntil) })] : []),
    ...(access.slipUntil ? [say(key('pending-slip'), { until: sayMoment(access.slipUntil) })] : []),
  ];
  const option = (role: Role) => ({ role, value: role, label: say(key(`role-${role}`)), selected: false });
  return {
    name: `${access.givenName} ${access.familyName}`,
    email: access.email,
    personPath: `/people/${id}`,
    linkPath: `/people/${id}/access/link`,
    slipPath: `/people/${id}/access/slip`,
    resetPath: `/people/${id}/access/reset`,
    grantPath: `/people/${id}/roles`,
    revokePath: `/people/${id}/roles/revocations`,
    facts: [
      fact('state', say(key(state))),
      ...(state !== 'state-none' && access.changedAt ? [fact('since', sayMoment(access.changedAt))] : []),
      ...(access.lockedUntil ? [fact('locked', sayMoment(access.lockedUntil))] : []),
      ...pending.map((text) => fact('pending', text)),
    ],
    roles: ROLES.filter((role) => roles.includes(role)).map(option),
    grantable: ROLES.filter((role) => !roles.includes(role)).map(option),
  };
}

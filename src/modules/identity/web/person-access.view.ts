import type { SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { PersonAccess } from '../data/access-overview.read-model';
import type { TextFate } from '#platform/sms/outbox';
import type { NamedGrant } from '../domain/grant';
import { ROLES } from './roles.form';
import type { Say } from '#platform/views/say';

export interface AccessPage {
  readonly id: string;
  readonly access: PersonAccess;
  /** What became of the last first way in by text message, and of the last link of any kind; null where none waits to be used. */
  readonly texts: { readonly sms: TextFate | null; readonly last: TextFate | null };
  /** What only HR sees; null for a manager or a coordinator. */
  readonly hr: {
    readonly grants: readonly NamedGrant[];
    readonly suppliers: readonly { readonly id: SupplierId; readonly name: string }[];
  } | null;
  readonly isSelf: boolean;
}

/** How one person gets in, and what the reader may do about it. */
export function personAccessView({ id, access, texts, hr, isSelf }: AccessPage, say: Say, sayMoment: (at: Instant) => string) {
  const key = (name: string): string => `identity.people.access.${name}`;
  const state = access.hasPassword === 1 ? 'state-password' : access.hasPin === 1 ? 'state-pin' : 'state-none';
  const path = `/people/${id}`;
  return {
    name: `${access.givenName} ${access.familyName}`,
    email: access.email,
    hasPhone: access.hasPhone === 1,
    backPath: hr ? path : '/slips',
    backLabel: say(key(hr ? 'back' : 'back-helper')),
    linkPath: `${path}/access/link`,
    textPath: `${path}/access/text`,
    slipPath: hr || state === 'state-none' ? `${path}/access/slip` : null,
    helpPath: state === 'state-pin' && access.email === null && !isSelf ? `${path}/access/help` : null,
    resetPath: hr ? `${path}/access/reset` : null,
    facts: factsOf({ access, texts, state }, say, sayMoment),
    hr: hr && {
      grantPath: `${path}/roles`,
      revokePath: `${path}/roles/revocations`,
      ...rolesOf(hr, (name, values) => say(key(name), values)),
    },
  };
}

function factsOf(
  { access, texts, state }: Pick<AccessPage, 'access' | 'texts'> & { readonly state: string },
  say: Say,
  sayMoment: (at: Instant) => string,
) {
  const key = (name: string): string => `identity.people.access.${name}`;
  const fact = (term: string, text: string) => ({ term: say(key(term)), text });
  const pending = (['link', 'sms', 'slip', 'help'] as const).flatMap((way) => {
    const until = access[`${way}Until`];
    return until === null || (way === 'sms' && texts.sms === 'failed')
      ? []
      : [fact('pending', say(key(`pending-${way}`), { until: sayMoment(until) }))];
  });
  return [
    fact('state', say(key(state))),
    ...(state !== 'state-none' && access.changedAt ? [fact('since', sayMoment(access.changedAt))] : []),
    ...(access.lockedUntil ? [fact('locked', sayMoment(access.lockedUntil))] : []),
    ...pending,
    ...(texts.last === 'failed' || texts.last === 'delayed' ? [fact('text-fate', say(key(`text-${texts.last}`)))] : []),
  ];
}

function rolesOf({ grants, suppliers }: NonNullable<AccessPage['hr']>, say: Say) {
  const grantable = ROLES.filter((role) => role !== 'coordinator' && !grants.some((grant) => grant.role === role));
  const free = suppliers.filter((supplier) => !grants.some((grant) => grant.supplierId === supplier.id));
  return {
    roles: grants.map(({ role, supplierId, supplier }) => ({
      role,
      supplier: supplierId ?? '',
      label: supplier === null ? say(`role-${role}`) : say('role-coordinator-of', { supplier }),
    })),
    grantable: grantable.map((role) => ({ value: role, label: say(`role-${role}`), selected: false })),
    suppliers: free.map((supplier) => ({ value: supplier.id, label: supplier.name, selected: false })),
  };
}

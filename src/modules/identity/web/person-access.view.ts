import type { Instant } from '#kernel/instant';
import type { SupplierId } from '#kernel/id';
import type { PersonAccess } from '../data/access-overview.read-model';
import type { NamedGrant } from '../data/role-grants.repository';
import { ROLES } from './roles.form';
import type { Say } from './say';

export interface SupplierChoice {
  readonly id: SupplierId;
  readonly name: string;
}

/** How one person gets in, for the page of HR. */
export function personAccessView(
  id: string,
  access: PersonAccess,
  { grants, suppliers }: { readonly grants: readonly NamedGrant[]; readonly suppliers: readonly SupplierChoice[] },
  say: Say,
  sayMoment: (at: Instant) => string,
) {
  const key = (name: string): string => `identity.people.access.${name}`;
  const state = access.hasPassword === 1 ? 'state-password' : access.hasPin === 1 ? 'state-pin' : 'state-none';
  const fact = (term: string, text: string) => ({ term: say(key(term)), text });
  const pending = [
    ...(access.linkUntil ? [say(key('pending-link'), { until: sayMoment(access.linkUntil) })] : []),
    ...(access.slipUntil ? [say(key('pending-slip'), { until: sayMoment(access.slipUntil) })] : []),
  ];
  const grantable = ROLES.filter((role) => role !== 'coordinator' && !grants.some((grant) => grant.role === role));
  const free = suppliers.filter((supplier) => !grants.some((grant) => grant.supplierId === supplier.id));
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
    roles: grants.map(({ role, supplierId, supplier }) => ({
      role,
      supplier: supplierId ?? '',
      label: supplier === null ? say(key(`role-${role}`)) : say(key('role-coordinator-of'), { supplier }),
    })),
    grantable: grantable.map((role) => ({ value: role, label: say(key(`role-${role}`)), selected: false })),
    suppliers: free.map((supplier) => ({ value: supplier.id, label: supplier.name, selected: false })),
  };
}

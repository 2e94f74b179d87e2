import { z } from 'zod';
import type { Role } from '#kernel/context';
import { isId, type SupplierId } from '#kernel/id';

export const ROLES = ['hr', 'auditor', 'sponsor', 'coordinator'] as const satisfies readonly Role[];

const SUPPLIER = 'identity.form.supplier';

/** A coordinator is always some supplier's; no other role is about one. */
export const grantForm = z
  .object({ role: z.enum(ROLES, 'identity.form.role'), supplier: z.string(SUPPLIER).optional() })
  .refine(({ role, supplier }) => role !== 'coordinator' || isId(supplier ?? ''), { path: ['supplier'], message: SUPPLIER })
  .transform(({ role, supplier }) => ({ role, supplierId: role === 'coordinator' ? (supplier as SupplierId) : null }));

export type GrantForm = z.output<typeof grantForm>;

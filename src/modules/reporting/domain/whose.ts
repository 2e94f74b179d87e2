import type { PersonId, SupplierId } from '#kernel/id';

/** Whose people a page is about: those of a manager's line, or those who are here through these suppliers. */
export type Whose =
  { readonly kind: 'line'; readonly managerId: PersonId } | { readonly kind: 'suppliers'; readonly supplierIds: readonly SupplierId[] };

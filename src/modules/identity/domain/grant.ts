import type { Role } from '#kernel/context';
import type { SupplierId } from '#kernel/id';

/** A role, and for a coordinator whose people it is about. */
export interface Grant {
  readonly role: Role;
  readonly supplierId: SupplierId | null;
}

export interface NamedGrant extends Grant {
  readonly supplier: string | null;
}

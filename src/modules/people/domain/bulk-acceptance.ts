import type { JoiningRequest } from './joining-request';

export type BulkObstacle = 'may-be-known' | 'supplier-unknown';

/** Why a request wants to be looked at alone before it is accepted; null where it may be accepted with others. */
export function bulkObstacle(
  request: Pick<JoiningRequest, 'kind' | 'employerKind' | 'supplierId'>,
  matches: number,
  supplier: string | null,
  known: readonly string[],
): BulkObstacle | null {
  if (request.kind === 'leave') return null;
  if (matches > 0) return 'may-be-known';
  return isSupplierKnown(request, supplier, known) ? null : 'supplier-unknown';
}

/** Whoever was proposed by a coordinator is of a supplier that is known, whatever else is on the list. */
export function isSupplierKnown(
  { employerKind, supplierId }: Pick<JoiningRequest, 'employerKind' | 'supplierId'>,
  supplier: string | null,
  known: readonly string[],
): boolean {
  return employerKind === 'staff' || supplierId !== null || (supplier !== null && known.includes(supplier));
}

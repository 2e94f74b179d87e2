import type { JoiningRequest } from './joining-request';

export type BulkObstacle = 'may-be-known' | 'supplier-unknown';

/** Why a request wants to be looked at alone before it is accepted; null where it may be accepted with others. */
export function bulkObstacle(
  { kind, employerKind }: Pick<JoiningRequest, 'kind' | 'employerKind'>,
  matches: number,
  supplier: string | null,
  known: readonly string[],
): BulkObstacle | null {
  if (kind === 'leave') return null;
  if (matches > 0) return 'may-be-known';
  return employerKind === 'contractor' && (supplier === null || !known.includes(supplier)) ? 'supplier-unknown' : null;
}

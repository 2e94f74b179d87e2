import type { JoiningRequest } from './joining-request';
import { foldName } from './person';

export type BulkObstacle = 'may-be-known' | 'supplier-unknown' | 'team-unknown';

/** What the roster has a name for already. */
export interface Known {
  readonly suppliers: readonly string[];
  readonly teams: readonly string[];
}

/** Why a request wants to be looked at alone before it is accepted; null where it may be accepted with others. */
export function bulkObstacle(
  request: Pick<JoiningRequest, 'kind' | 'employerKind' | 'supplierId' | 'team'>,
  matches: number,
  supplier: string | null,
  { suppliers, teams }: Known,
): BulkObstacle | null {
  if (request.kind === 'leave') return null;
  if (matches > 0) return 'may-be-known';
  if (!isSupplierKnown(request, supplier, suppliers)) return 'supplier-unknown';
  // Anybody may write a name on a poster's form: it becomes a team only where HR has seen it.
  return isTeamKnown(request, teams) ? null : 'team-unknown';
}

/** However it is written. Whoever was proposed by a coordinator is of a supplier that is known, whatever else is on the list. */
export function isSupplierKnown(
  { employerKind, supplierId }: Pick<JoiningRequest, 'employerKind' | 'supplierId'>,
  supplier: string | null,
  known: readonly string[],
): boolean {
  if (employerKind === 'staff' || supplierId !== null) return true;
  return supplier !== null && known.some((name) => foldName(name) === foldName(supplier));
}

function isTeamKnown({ team }: Pick<JoiningRequest, 'team'>, known: readonly string[]): boolean {
  return team === null || known.some((name) => foldName(name) === foldName(team));
}

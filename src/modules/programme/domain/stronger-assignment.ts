import type { PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';

export interface RivalAssignment {
  readonly id: string;
  readonly personId: PersonId;
  readonly roundId: RoundId;
  readonly assignedAt: Instant;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
}

/**
 * What of two records' assignments becomes one person's. There is one per round: completed before begun, begun before not,
 * and then the newer; of two completed ones each keeps its own, because evidence is never rewritten.
 */
export function assignmentsOfOne(own: readonly RivalAssignment[], others: readonly RivalAssignment[]) {
  const ownOf = new Map(own.map((assignment) => [assignment.roundId, assignment]));
  const toKept: string[] = [];
  const toMerged: string[] = [];
  for (const other of others) {
    const rival = ownOf.get(other.roundId);
    if (rival && !isStronger(other, rival)) continue;
    toKept.push(other.id);
    if (rival) toMerged.push(rival.id);
  }
  return { toKept, toMerged };
}

function isStronger(a: RivalAssignment, b: RivalAssignment): boolean {
  if (a.completedAt !== null || b.completedAt !== null) return b.completedAt === null;
  if ((a.startedAt === null) !== (b.startedAt === null)) return a.startedAt !== null;
  return a.assignedAt > b.assignedAt;
}

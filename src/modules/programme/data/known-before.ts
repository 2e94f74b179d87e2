import type { RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { raw, type Sql, sql } from '#platform/database/sql';

/**
 * Nobody could assign in a closed round whom they did not know yet, whatever the first day that was recorded later: it counts from then
 * on. Nor whom they took for somebody else until after it closed. `engagement` is what the engagement is called in the query around it.
 */
export function knownBefore({ id, closedAt }: { readonly id: RoundId; readonly closedAt: Instant | null }, engagement: Sql): Sql {
  if (closedAt === null) return raw('');
  return sql`AND ((${engagement}.recorded_at IS NULL OR ${engagement}.recorded_at < ${closedAt})
        AND ${engagement}.person_id NOT IN (SELECT merged_id FROM person_merge WHERE merged_at < ${closedAt} AND undone_at >= ${closedAt})
      OR EXISTS (SELECT 1 FROM assignment own WHERE own.round_id = ${id} AND own.person_id = ${engagement}.person_id))`;
}

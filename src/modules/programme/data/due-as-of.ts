import type { Instant } from '#kernel/instant';
import { raw, type Sql, sql } from '#platform/database/sql';

export type DueColumn = 'due_on' | 'due_reason' | 'absence_days' | 'extension_days';

/**
 * What an assignment said of its due date at the end of a day that is over. Where nothing was decided since and nobody came back,
 * that is what is stored. `id` and `stored` are the assignment's columns in the query around it.
 */
export function dueAsOf(column: DueColumn, endsAt: Instant, id = raw('a.id'), stored = raw(`a.${column}`)): Sql {
  return sql`COALESCE((SELECT v.${raw(column)} FROM earlier_due v WHERE v.assignment_id = ${id} AND v.until_at >= ${endsAt}
    ORDER BY v.until_at LIMIT 1), ${stored})`;
}

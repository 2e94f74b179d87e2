import type { Instant } from '#kernel/instant';
import { raw, type Sql, sql } from '#platform/database/sql';

export type DueColumn = 'due_on' | 'due_reason' | 'absence_days' | 'extension_days';

/**
 * What an assignment said of its due date at the end of a day that is over: without the extensions that were granted only later.
 * Where none was granted since, it is the date that is stored: everything else has days of its own, and what is known of those days
 * now was true then. `id` and `stored` are the assignment's columns in the query around it.
 */
export function dueAsOf(column: DueColumn, endsAt: Instant, id = raw('a.id'), stored = raw(`a.${column}`)): Sql {
  return sql`COALESCE((SELECT v.${raw(column)} FROM assignment_event v WHERE v.assignment_id = ${id} AND v.number = (
    SELECT MIN(w.number) - 1 FROM assignment_event w WHERE w.assignment_id = ${id} AND w.at >= ${endsAt} AND w.cause = 'extension')), ${stored})`;
}

import { addDays, type CalendarDate, latest } from '#kernel/calendar-date';
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

/** When it was due, as the day had it: only a day that is over may know nothing of what came since. */
export const dueOnDay = (day: DueDay): Sql => (day.isOver ? dueAsOf('due_on', day.endsAt) : raw('a.due_on'));

/** A date of one's own, after the round's, that has not passed. */
export const hasOwnTime = (roundDueOn: CalendarDate, day: DueDay): Sql => sql`${dueOnDay(day)} > ${latest(roundDueOn, addDays(day.on, -1))}`;

export interface DueDay {
  readonly on: CalendarDate;
  readonly endsAt: Instant;
  readonly isOver: boolean;
}

import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { type Sql, sql } from '#platform/database/sql';

/**
 * The ids of a manager's own line on a day: whoever's engagement names them, directly or through the chain below,
 * staff and hosted contractors alike. A circle in the roster ends by itself; nobody is in their own line.
 */
export function lineOf(managerId: PersonId, on: CalendarDate): Sql {
  return sql`
    WITH RECURSIVE line(person_id) AS (
      SELECT person_id FROM engagement WHERE manager_id = ${managerId} AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on})
      UNION
      SELECT below.person_id FROM line JOIN engagement below ON below.manager_id = line.person_id
      WHERE below.from_on <= ${on} AND (below.until_on IS NULL OR below.until_on > ${on})
    ) SELECT person_id FROM line WHERE person_id <> ${managerId}`;
}

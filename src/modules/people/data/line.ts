import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, SupplierId } from '#kernel/id';
import { list, type Sql, sql } from '#platform/database/sql';

/** Of an engagement `e`: whether it counts on a day. */
export type Counting = (on: CalendarDate) => Sql;

export const here: Counting = (on) => sql`e.from_on <= ${on} AND (e.until_on IS NULL OR e.until_on > ${on})`;

export const hereOrAnnounced: Counting = (on) => sql`(e.until_on IS NULL OR (e.until_on > ${on} AND e.until_on > e.from_on))`;

/**
 * The ids of a manager's own line on a day: whoever's engagement names them, directly or through the chain below,
 * staff and hosted contractors alike. A circle in the roster ends by itself; nobody is in their own line.
 */
export function lineOf(managerId: PersonId, on: CalendarDate, counts: Counting = hereOrAnnounced): Sql {
  return sql`
    WITH RECURSIVE line(person_id) AS (
      SELECT e.person_id FROM engagement e WHERE e.manager_id = ${managerId} AND ${counts(on)}
      UNION
      SELECT e.person_id FROM line JOIN engagement e ON e.manager_id = line.person_id WHERE ${counts(on)}
    ) SELECT person_id FROM line WHERE person_id <> ${managerId}`;
}

/** The ids of those who are engaged through one of these suppliers. */
export function peopleOfSuppliers(supplierIds: readonly SupplierId[], on: CalendarDate, counts: Counting = hereOrAnnounced): Sql {
  return sql`SELECT e.person_id FROM engagement e WHERE e.supplier_id IN (${list(supplierIds)}) AND ${counts(on)}`;
}

import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, SupplierId } from '#kernel/id';
import { list, type Sql, sql } from '#platform/database/sql';

/**
 * The ids of a manager's own line on a day: whoever's engagement names them, directly or through the chain below,
 * staff and hosted contractors alike, with those announced for a later day. A circle in the roster ends by itself;
 * nobody is in their own line.
 */
export function lineOf(managerId: PersonId, on: CalendarDate): Sql {
  return sql`
    WITH RECURSIVE line(person_id) AS (
      SELECT e.person_id FROM engagement e WHERE e.manager_id = ${managerId} AND ${notOver(on)}
      UNION
      SELECT e.person_id FROM line JOIN engagement e ON e.manager_id = line.person_id WHERE ${notOver(on)}
    ) SELECT person_id FROM line WHERE person_id <> ${managerId}`;
}

/** The ids of those who are engaged, or announced, through one of these suppliers. */
export function peopleOfSuppliers(supplierIds: readonly SupplierId[], on: CalendarDate): Sql {
  return sql`SELECT e.person_id FROM engagement e WHERE e.supplier_id IN (${list(supplierIds)}) AND ${notOver(on)}`;
}

const notOver = (on: CalendarDate): Sql => sql`(e.until_on IS NULL OR (e.until_on > ${on} AND e.until_on > e.from_on))`;

import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { list, type Sql, sql } from '#platform/database/sql';
import type { Whose } from '../domain/whose';

/** The ids of those whom a page is about, on a day. */
export function idsOf(whose: Whose, on: CalendarDate): Sql {
  return whose.kind === 'line' ? lineOf(whose.managerId, on) : ofSuppliers(whose.supplierIds, on);
}

/** Whoever went to another supplier is that supplier's to see, with all that they learned before. */
function ofSuppliers(supplierIds: readonly string[], on: CalendarDate): Sql {
  return sql`SELECT person_id FROM engagement
    WHERE supplier_id IN (${list(supplierIds)}) AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on})`;
}

/**
 * The ids of a manager's own line on a day: whoever's engagement names them, directly or through the chain below,
 * staff and hosted contractors alike. A circle in the roster ends by itself; nobody is in their own line.
 */
function lineOf(managerId: PersonId, on: CalendarDate): Sql {
  return sql`
    WITH RECURSIVE line(person_id) AS (
      SELECT person_id FROM engagement WHERE manager_id = ${managerId} AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on})
      UNION
      SELECT below.person_id FROM line JOIN engagement below ON below.manager_id = line.person_id
      WHERE below.from_on <= ${on} AND (below.until_on IS NULL OR below.until_on > ${on})
    ) SELECT person_id FROM line WHERE person_id <> ${managerId}`;
}

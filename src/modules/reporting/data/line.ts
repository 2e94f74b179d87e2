import type { CalendarDate } from '#kernel/calendar-date';
import { here, lineOf, peopleOfSuppliers } from '#modules/people';
import type { Sql } from '#platform/database/sql';
import type { Whose } from '../domain/whose';

/** The ids of those whom a page is about, on a day. Whoever went to another supplier is that supplier's to see, with all that they learned before. */
export function idsOf(whose: Whose, on: CalendarDate): Sql {
  return whose.kind === 'line' ? lineOf(whose.managerId, on, here) : peopleOfSuppliers(whose.supplierIds, on, here);
}

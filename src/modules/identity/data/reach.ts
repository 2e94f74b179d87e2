import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonActor } from '#kernel/context';
import { join, type Sql, sql } from '#platform/database/sql';
import { lineOf, peopleOfSuppliers } from '#modules/people';

/**
 * Of a person `p`: whom somebody may help in. HR everybody; a manager the own line; a coordinator the supplier's people who
 * answer for nobody. Whoever holds a granted role is for HR alone, and nobody but HR is there for themselves.
 */
export function withinReach({ personId, roles, isManager, supplierIds }: PersonActor, on: CalendarDate): Sql {
  if (roles.includes('hr')) return sql`1 = 1`;
  const own = [
    ...(isManager ? [sql`p.id IN (${lineOf(personId, on)})`] : []),
    ...(supplierIds.length > 0 ? [sql`(p.id IN (${peopleOfSuppliers(supplierIds, on)}) AND NOT (${answersForSomebody(on)}))`] : []),
  ];
  if (own.length === 0) return sql`1 = 0`;
  return sql`(${join(own, ' OR ')}) AND p.id <> ${personId}
    AND NOT EXISTS (SELECT 1 FROM role_grant held WHERE held.person_id = p.id AND held.revoked_at IS NULL)`;
}

const answersForSomebody = (on: CalendarDate): Sql => sql`EXISTS (
  SELECT 1 FROM engagement below WHERE below.manager_id = p.id AND (below.until_on IS NULL OR below.until_on > ${on}))`;

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { DueReason } from '#modules/programme';
import { Database } from '#platform/database/database';
import { list, type Sql, sql } from '#platform/database/sql';
import { type Place, PLACES_OF, type Side } from '../domain/place';
import type { RoundDay } from '../domain/round-day';
import type { Counted } from '../domain/tally';
import type { Whose } from '../domain/whose';
import { idsOf } from './line';
import { BY_NAME, everybodyOf, placeOn } from './standings';

export interface TeamGroup extends Counted {
  readonly diplomas: number;
  /** Of those, how many have no way to sign in yet. */
  readonly withoutAccess: number;
}

export interface TeamMember {
  readonly id: PersonId;
  readonly givenName: string;
  readonly familyName: string;
  readonly kind: 'staff' | 'contractor' | null;
  readonly jobTitle: string | null;
  readonly team: string | null;
  readonly supplier: string | null;
  readonly dueOn: CalendarDate | null;
  readonly dueReason: DueReason | null;
  readonly absenceDays: number | null;
  readonly extensionDays: number | null;
  readonly completedAt: Instant | null;
  readonly place: Place;
  readonly lessonsDone: number;
  /** 1 when the person has a way to sign in. */
  readonly activated: number;
  /** 1 when HR alone opens this person's way in. */
  readonly forHr: number;
}

export interface ManagerEntry {
  readonly id: PersonId;
  readonly givenName: string;
  readonly familyName: string;
  readonly jobTitle: string | null;
  /** How many name this person as their manager. */
  readonly people: number;
}

@Injectable()
export class TeamReadModel {
  constructor(private readonly database: Database) {}

  /** All of them by where they stand. */
  groups(whose: Whose, day: RoundDay): Promise<TeamGroup[]> {
    return this.database.rows<TeamGroup>(sql`
      SELECT placed.place, COUNT(*) AS people, SUM(placed.on_roster) AS on_roster, COUNT(d.id) AS diplomas,
        SUM(CASE WHEN k.password_hash IS NULL AND k.pin_hash IS NULL THEN 1 ELSE 0 END) AS without_access
      FROM (
        SELECT p.id, a.id AS assignment_id, ${placeOn(day)} AS place, CASE WHEN e.id IS NULL THEN 0 ELSE 1 END AS on_roster
        ${theirs(whose, day)}
      ) AS placed
      LEFT JOIN completion c ON c.assignment_id = placed.assignment_id
      LEFT JOIN diploma d ON d.completion_id = c.id AND d.superseded_at IS NULL AND d.revoked_at IS NULL
      LEFT JOIN credential k ON k.id = placed.id
      GROUP BY placed.place`);
  }

  /** The most urgent first: whose date comes soonest, and of those who has not begun. */
  people(whose: Whose, day: RoundDay, side: Side, page: { readonly size: number; readonly number: number }): Promise<TeamMember[]> {
    return this.database.rows<TeamMember>(sql`
      SELECT found.*, team.name AS team, supplier.name AS supplier,
        (SELECT COUNT(*) FROM lesson_progress lp WHERE lp.assignment_id = found.assignment_id AND lp.finished_at IS NOT NULL) AS lessons_done,
        CASE WHEN EXISTS (SELECT 1 FROM credential k WHERE k.id = found.id AND (k.password_hash IS NOT NULL OR k.pin_hash IS NOT NULL))
          THEN 1 ELSE 0 END AS activated,
        CASE WHEN ${isForHr(whose, day)} THEN 1 ELSE 0 END AS for_hr
      FROM (
        SELECT p.id, p.given_name, p.family_name, e.kind, e.job_title, e.team_id, e.supplier_id,
          a.id AS assignment_id, a.due_on, a.due_reason, a.absence_days, a.extension_days, a.completed_at, ${placeOn(day)} AS place
        ${theirs(whose, day)}
      ) AS found
      LEFT JOIN team ON team.id = found.team_id LEFT JOIN supplier ON supplier.id = found.supplier_id
      WHERE found.place IN (${list(PLACES_OF[side])})
      ORDER BY CASE WHEN found.due_on IS NULL THEN 0 ELSE 1 END, found.due_on, CASE found.place WHEN 'inProgress' THEN 1 ELSE 0 END,
        found.family_name, found.given_name, found.id
      LIMIT ${page.size} OFFSET ${(page.number - 1) * page.size}`);
  }

  /** Who has still something to do, the most urgent first. */
  async left(whose: Whose, day: RoundDay): Promise<PersonId[]> {
    const rows = await this.database.rows<{ id: PersonId }>(sql`
      SELECT found.id FROM (SELECT p.id, a.due_on, ${placeOn(day)} AS place ${theirs(whose, day)}) AS found
      WHERE found.place IN (${list(PLACES_OF.left)}) ORDER BY found.due_on, found.id`);
    return rows.map(({ id }) => id);
  }

  /** How many a manager answers for, when there is no round to count them in. */
  async size(whose: Whose, on: CalendarDate): Promise<number> {
    const row = await this.database.row<{ people: number }>(sql`SELECT COUNT(DISTINCT own.person_id) AS people FROM (${idsOf(whose, on)}) AS own`);
    return row?.people ?? 0;
  }

  async isTheirs(whose: Whose, personId: PersonId, on: CalendarDate): Promise<boolean> {
    const row = await this.database.row(sql`SELECT own.person_id FROM (${idsOf(whose, on)}) AS own WHERE own.person_id = ${personId}`);
    return row !== null;
  }

  /** Everybody whom somebody names as manager today, for HR to choose from. */
  managers(on: CalendarDate): Promise<ManagerEntry[]> {
    return this.database.rows<ManagerEntry>(sql`
      SELECT p.id, p.given_name, p.family_name, named.people,
        (SELECT e.job_title FROM engagement e WHERE e.person_id = p.id AND e.from_on <= ${on} AND (e.until_on IS NULL OR e.until_on > ${on})
          ORDER BY e.from_on DESC LIMIT 1) AS job_title
      FROM (
        SELECT manager_id, COUNT(DISTINCT person_id) AS people FROM engagement
        WHERE manager_id IS NOT NULL AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on}) GROUP BY manager_id
      ) AS named JOIN person p ON p.id = named.manager_id ORDER BY ${BY_NAME}`);
  }

  nameOf(personId: PersonId): Promise<Pick<ManagerEntry, 'givenName' | 'familyName'> | null> {
    return this.database.row(sql`SELECT given_name, family_name FROM person WHERE id = ${personId}`);
  }
}

function theirs(whose: Whose, day: RoundDay): Sql {
  return sql`${everybodyOf(day, whose)} AND p.id IN (${idsOf(whose, day.on)})`;
}

/** Whoever holds a role; and of a supplier's people, whoever manages somebody here. As identity has it. */
function isForHr(whose: Whose, { on }: RoundDay): Sql {
  const holdsRole = sql`EXISTS (SELECT 1 FROM role_grant held WHERE held.person_id = found.id AND held.revoked_at IS NULL)`;
  if (whose.kind === 'line') return holdsRole;
  return sql`${holdsRole} OR EXISTS (SELECT 1 FROM engagement below WHERE below.manager_id = found.id
    AND (below.until_on IS NULL OR below.until_on > ${on}))`;
}

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { foldName } from '#modules/people';
import type { DueReason } from '#modules/programme';
import { Database } from '#platform/database/database';
import { raw, sql, type Sql } from '#platform/database/sql';
import { type Dimension, DIMENSIONS, type Group } from '../domain/dimension';
import type { PeopleFilter } from '../domain/people-filter';
import type { Place } from '../domain/place';
import type { RoundDay } from '../domain/round-day';
import type { Counted } from '../domain/tally';
import { belongingTo, standingAt } from './filtered';
import { KeptCounts } from './kept-counts';
import { BY_NAME, countedBy, everybodyOf, foundDue, placeOn, straysOf } from './standings';

/** So many people of one team (supplier, kind) stand there. The group of those who belong to none has the key ''. */
export interface CoverageGroup extends Counted {
  readonly key: string;
  readonly name: string | null;
}

type Row = CoverageGroup & { readonly assigned: number; readonly allAssigned: number };

export interface CoveragePerson {
  readonly id: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly kind: 'staff' | 'contractor' | null;
  readonly team: string | null;
  readonly supplier: string | null;
  readonly site: string | null;
  readonly dueOn: CalendarDate | null;
  readonly dueReason: DueReason | null;
  readonly absenceDays: number | null;
  readonly extensionDays: number | null;
  readonly place: Place;
}

const KEYS: Readonly<Record<Dimension, Sql>> = {
  team: raw('x.team_id'),
  supplier: raw('x.supplier_id'),
  site: raw('x.site_id'),
  kind: raw('x.kind'),
};
const NAMES: Readonly<Record<Dimension, Sql>> = {
  team: raw('(SELECT name FROM team WHERE team.id = grouped.bucket)'),
  supplier: raw('(SELECT name FROM supplier WHERE supplier.id = grouped.bucket)'),
  site: raw('(SELECT name FROM site WHERE site.id = grouped.bucket)'),
  kind: raw('NULL'),
};

@Injectable()
export class CoverageReadModel {
  private readonly kept = new KeptCounts<readonly CoverageGroup[]>();

  constructor(private readonly database: Database) {}

  /**
   * Counted again only when something was written in between: everybody is a long walk in a large company. Whoever does not mind
   * by what takes the walk that somebody else has made.
   */
  async groups(day: RoundDay, by: Dimension | 'any'): Promise<readonly CoverageGroup[]> {
    const version = await this.database.version();
    const keyOf = (dimension: Dimension): string => JSON.stringify([dimension, day]);
    const counted = by === 'any' ? (DIMENSIONS.find((one) => this.kept.has(version, keyOf(one))) ?? DIMENSIONS[0]) : by;
    return this.kept.of(version, keyOf(counted), () => this.counted(day, counted));
  }

  /** One statement, whatever the size of the company; a second one only where somebody is assigned who is not on the roster. */
  private async counted(day: RoundDay, by: Dimension): Promise<CoverageGroup[]> {
    const rows = await this.database.rows<Row>(sql`
      SELECT grouped.bucket AS key, ${NAMES[by]} AS name, grouped.place, grouped.people, grouped.on_roster, grouped.assigned,
        (SELECT COUNT(*) FROM assignment WHERE round_id = ${day.id} AND left_on IS NULL) AS all_assigned
      FROM (${countedBy(KEYS[by], day)}) AS grouped`);
    const groups = rows.map(({ key, name, place, people, onRoster }) => ({ key, name, place, people, onRoster }));
    const met = rows.reduce((sum, { assigned }) => sum + assigned, 0);
    if (rows[0] !== undefined && met === rows[0].allAssigned) return groups;
    const strays = await this.database.rows<CoverageGroup>(sql`
      SELECT bucket AS key, NULL AS name, place, people, on_roster FROM (${straysOf(day)}) AS grouped`);
    return [...groups, ...strays];
  }

  /** A page of names with how many there are in all. */
  async people(
    day: RoundDay,
    filter: PeopleFilter,
    page: { readonly size: number; readonly number: number },
  ): Promise<{ readonly total: number; readonly people: CoveragePerson[] }> {
    const rows = await this.database.rows<CoveragePerson & { total: number }>(sql`
      SELECT found.id, found.person_code, found.given_name, found.family_name, found.kind, found.place, found.total, ${foundDue(day)},
        team.name AS team, supplier.name AS supplier, site.name AS site FROM (
        SELECT placed.*, COUNT(*) OVER () AS total FROM (
          SELECT p.id, p.person_code, p.given_name, p.family_name, e.kind, e.team_id, e.supplier_id, e.site_id, a.id AS assignment_id, a.due_on,
            a.due_reason, a.absence_days, a.extension_days, ${placeOn(day)} AS place
          ${everybodyOf(day)} ${belongingTo(filter)}
        ) AS placed ${standingAt(filter)}
      ) AS found LEFT JOIN team ON team.id = found.team_id LEFT JOIN supplier ON supplier.id = found.supplier_id
      LEFT JOIN site ON site.id = found.site_id
      ORDER BY found.family_name, found.given_name, found.id LIMIT ${page.size} OFFSET ${(page.number - 1) * page.size}`);
    return { total: rows[0]?.total ?? 0, people: rows };
  }

  /** Who makes a difference: on the roster without an assignment, or assigned without being on the roster. */
  unaccounted(day: RoundDay): Promise<Pick<CoveragePerson, 'id' | 'personCode' | 'givenName' | 'familyName'>[]> {
    return this.database.rows(sql`
      SELECT p.id, p.person_code, p.given_name, p.family_name ${everybodyOf(day)} AND (a.id IS NULL OR e.id IS NULL)
      ORDER BY ${BY_NAME} LIMIT 50`);
  }

  async nameOf(dimension: Group, id: string): Promise<string | null> {
    const row = await this.database.row<{ name: string }>(sql`SELECT name FROM ${raw(dimension)} WHERE id = ${id}`);
    return row?.name ?? null;
  }

  /** By its name, whatever its accents and capitals. */
  async idOf(group: Group, name: string): Promise<string | null> {
    const row = await this.database.row<{ id: string }>(sql`SELECT id FROM ${raw(group)} WHERE name_key = ${foldName(name)}`);
    return row?.id ?? null;
  }
}

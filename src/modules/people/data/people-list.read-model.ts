import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { join, likePattern, type Sql, sql } from '#platform/database/sql';
import { type EngagementKind, foldName } from '../domain/person';

export const WHO = ['here', 'staff', 'contractor', 'coming', 'left'] as const;
export type Who = (typeof WHO)[number];

export interface PeopleFilter {
  readonly who: Who;
  /** What was typed: every word must occur in name or code. */
  readonly words: string;
  readonly teamId: string | null;
  readonly supplierId: string | null;
}

export interface ListedPerson {
  readonly id: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly kind: EngagementKind;
  readonly supplier: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly jobTitle: string | null;
  readonly managerId: PersonId | null;
  readonly managerName: string | null;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** The searchable list of people. Four queries, however long the roster is. */
@Injectable()
export class PeopleListReadModel {
  constructor(private readonly db: Database) {}

  page(filter: PeopleFilter, today: CalendarDate, offset: number, limit: number): Promise<ListedPerson[]> {
    return this.db.rows(sql`
      SELECT p.id, p.person_code, p.given_name, p.family_name, p.email, e.kind, s.name AS supplier, t.name AS team, l.name AS site,
        e.job_title, e.manager_id, CASE WHEN m.id IS NULL THEN NULL ELSE m.given_name || ' ' || m.family_name END AS manager_name,
        e.from_on, e.until_on
      FROM person p JOIN engagement e ON e.person_id = p.id
      LEFT JOIN supplier s ON s.id = e.supplier_id
      LEFT JOIN team t ON t.id = e.team_id
      LEFT JOIN site l ON l.id = e.site_id
      LEFT JOIN person m ON m.id = e.manager_id
      WHERE ${conditions(filter, today)}
      ORDER BY p.search_key, p.id LIMIT ${limit} OFFSET ${offset}`);
  }

  async count(filter: PeopleFilter, today: CalendarDate): Promise<number> {
    const row = await this.db.row<{ people: number }>(
      sql`SELECT COUNT(*) AS people FROM person p JOIN engagement e ON e.person_id = p.id WHERE ${conditions(filter, today)}`,
    );
    return row?.people ?? 0;
  }

  async headcount(today: CalendarDate): Promise<number> {
    const row = await this.db.row<{ people: number }>(sql`SELECT COUNT(DISTINCT e.person_id) AS people FROM engagement e WHERE ${present(today)}`);
    return row?.people ?? 0;
  }

  teams(): Promise<Choice[]> {
    return this.db.rows(sql`SELECT id, name FROM team ORDER BY name_key`);
  }

  suppliers(): Promise<Choice[]> {
    return this.db.rows(sql`SELECT id, name FROM supplier ORDER BY name_key`);
  }
}

/** As of `e`, or of another engagement `o` of the same person. */
const present = (today: CalendarDate, of = sql`e`): Sql => sql`(${of}.from_on <= ${today} AND (${of}.until_on IS NULL OR ${of}.until_on > ${today}))`;

function conditions(filter: PeopleFilter, today: CalendarDate): Sql {
  const typed = foldName(filter.words).split(' ').filter(Boolean).slice(0, 8);
  const words = typed.map((word) => sql`p.search_key LIKE ${likePattern(word)} ESCAPE '\\'`);
  return join([presence(filter, today), ...words, ...placed(filter, sql`e`)], ' AND ');
}

const placed = ({ teamId, supplierId }: PeopleFilter, of: Sql): Sql[] => [
  ...(teamId === null ? [] : [sql`${of}.team_id = ${teamId}`]),
  ...(supplierId === null ? [] : [sql`${of}.supplier_id = ${supplierId}`]),
];

/** Each person once: by the newest engagement of today that fits the filter, and without one by the newest. */
function presence(filter: PeopleFilter, today: CalendarDate): Sql {
  switch (filter.who) {
    case 'here':
    case 'staff':
    case 'contractor': {
      const fits = (of: Sql): Sql => {
        const kind = filter.who === 'here' ? [] : [sql`${of}.kind = ${filter.who}`];
        return join([present(today, of), ...kind, ...placed(filter, of)], ' AND ');
      };
      return sql`${fits(sql`e`)} AND NOT EXISTS (SELECT 1 FROM engagement o WHERE o.person_id = e.person_id
        AND (o.from_on > e.from_on OR (o.from_on = e.from_on AND o.id > e.id)) AND ${fits(sql`o`)})`;
    }
    case 'coming':
      return sql`e.from_on > ${today} AND (e.until_on IS NULL OR e.until_on > e.from_on) AND ${onlyOne(today)}`;
    case 'left':
      return sql`e.until_on <= ${today} AND ${onlyOne(today)}`;
  }
}

const onlyOne = (today: CalendarDate): Sql => sql`NOT EXISTS (
  SELECT 1 FROM engagement o WHERE o.person_id = e.person_id AND o.id <> e.id AND (o.until_on IS NULL OR o.until_on > o.from_on)
  AND (o.from_on > e.from_on OR (o.from_on = e.from_on AND o.id > e.id) OR (o.from_on <= ${today} AND (o.until_on IS NULL OR o.until_on > ${today}))))`;

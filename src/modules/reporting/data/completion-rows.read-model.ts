import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import { dueOnDay } from '#modules/programme';
import { Database } from '#platform/database/database';
import { raw, sql, type Sql } from '#platform/database/sql';
import type { PeopleFilter } from '../domain/people-filter';
import type { Place } from '../domain/place';
import type { RoundDay } from '../domain/round-day';
import type { Whose } from '../domain/whose';
import { belongingTo, standingAt } from './filtered';
import { idsOf } from './line';
import { everybodyOf, placeOn } from './standings';

/** One person in one round, as the completion report writes it. Teams, sites, suppliers and managers are named once for all rows. */
export interface CompletionRow {
  readonly codeKey: string;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly kind: 'staff' | 'contractor' | null;
  readonly supplierId: string | null;
  readonly teamId: string | null;
  readonly siteId: string | null;
  readonly managerId: string | null;
  readonly assignedAt: Instant | null;
  readonly dueOn: CalendarDate | null;
  readonly place: Place;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly score: number | null;
  readonly total: number | null;
  readonly diplomaCode: string | null;
}

// A few milliseconds each, so that others are served in between; and forgotten before it reaches the memory that is seldom swept.
const PAGE = 250;

/** Whom the rows are about: a manager's line or a supplier's people, and of those whom a filter names; nulls mean everybody. */
export interface RowsOf {
  readonly whose: Whose | null;
  readonly filter: PeopleFilter | null;
}

@Injectable()
export class CompletionRowsReadModel {
  constructor(private readonly database: Database) {}

  /**
   * In the order of the person codes, a page at a time, each page found by the last code of the one before:
   * the reader sets the pace, and memory does not grow with the company.
   */
  async *pages(day: RoundDay, of: RowsOf): AsyncGenerator<CompletionRow[]> {
    for (let after = ''; ; ) {
      const rows = await this.database.rows<CompletionRow>(pageAfter(after, day, of));
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE) return;
      after = rows[rows.length - 1]?.codeKey ?? '';
    }
  }

  /** The names behind the ids of the rows. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; name: string }>(sql`
      SELECT id, name FROM team UNION ALL SELECT id, name FROM supplier UNION ALL SELECT id, name FROM site
      UNION ALL SELECT id, given_name || ' ' || family_name FROM person WHERE id IN (SELECT manager_id FROM engagement)`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

function pageAfter(code: string, day: RoundDay, { whose, filter }: RowsOf): Sql {
  const theirs = whose === null ? raw('') : sql`AND p.id IN (${idsOf(whose, day.on)})`;
  return sql`
    SELECT found.*, c.score, c.total, d.code AS diploma_code FROM (
      SELECT placed.* FROM (
        SELECT p.code_key, p.person_code, p.given_name, p.family_name, e.kind, e.supplier_id, e.team_id, e.site_id, e.manager_id,
          a.id AS assignment_id, a.assigned_at, ${dueOnDay(day)} AS due_on, a.started_at, a.completed_at, ${placeOn(day)} AS place
        ${everybodyOf(day, whose)} AND p.code_key > ${code} ${theirs} ${filter === null ? raw('') : belongingTo(filter)}
      ) AS placed ${filter === null ? raw('') : standingAt(filter)} ORDER BY placed.code_key LIMIT ${PAGE}
    ) AS found
    LEFT JOIN completion c ON c.assignment_id = found.assignment_id
    LEFT JOIN diploma d ON d.completion_id = c.id AND d.superseded_at IS NULL AND d.revoked_at IS NULL
    ORDER BY found.code_key`;
}

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { join, type Sql, sql } from '#platform/database/sql';
import type { PaperId } from '../domain/paper';

export const PAPER_STATES = ['undelivered', 'delivered'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

export interface ListedPaper {
  readonly id: PaperId;
  readonly personId: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly round: string;
  readonly issuedAt: Instant;
  readonly dueOn: CalendarDate;
  readonly deliveredOn: CalendarDate | null;
}

export interface PaperCounts {
  readonly completed: number;
  readonly undelivered: number;
  readonly delivered: number;
  /** Neither made nor handed over, and past their day. */
  readonly overdue: number;
}

@Injectable()
export class PapersReadModel {
  constructor(private readonly db: Database) {}

  /** Of what was completed since `from`; overdue is what was completed before `overdueBefore` and is not in the person's hands. */
  async counts(pack: string, from: Instant, overdueBefore: Instant): Promise<PaperCounts> {
    const row = await this.db.row<PaperCounts>(sql`
      SELECT COUNT(*) AS completed,
        COUNT(CASE WHEN l.id IS NOT NULL AND l.delivered_on IS NULL THEN 1 END) AS undelivered,
        COUNT(l.delivered_on) AS delivered,
        COUNT(CASE WHEN l.delivered_on IS NULL AND c.completed_at < ${overdueBefore} THEN 1 END) AS overdue
      FROM completion c LEFT JOIN legal_paper l ON l.completion_id = c.id AND l.pack = ${pack} AND l.superseded_at IS NULL
      WHERE c.completed_at >= ${from}`);
    return row ?? { completed: 0, undelivered: 0, delivered: 0, overdue: 0 };
  }

  page(pack: string, state: PaperState, offset: number, limit: number): Promise<ListedPaper[]> {
    return this.db.rows(sql`
      SELECT l.id, l.person_id, p.person_code, p.given_name, p.family_name, r.code AS round, l.issued_at, l.due_on, l.delivered_on
      ${listed(pack, state)} ORDER BY ${state === 'undelivered' ? sql`l.due_on` : sql`l.delivered_on DESC`}, p.search_key, l.id LIMIT ${limit} OFFSET ${offset}`);
  }

  async count(pack: string, state: PaperState): Promise<number> {
    return (await this.db.row<{ papers: number }>(sql`SELECT COUNT(*) AS papers ${listed(pack, state)}`))?.papers ?? 0;
  }

  /** What is to be printed, in the order of the list. */
  contents(pack: string, state: PaperState, offset: number, limit: number): Promise<{ id: PaperId; content: string; issuedAt: Instant }[]> {
    return this.db.rows(sql`
      SELECT l.id, l.content, l.issued_at ${listed(pack, state)}
      ORDER BY ${state === 'undelivered' ? sql`l.due_on` : sql`l.delivered_on DESC`}, p.search_key, l.id LIMIT ${limit} OFFSET ${offset}`);
  }

  async hasAny(personId: PersonId): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM legal_paper WHERE person_id = ${personId} LIMIT 1`)) !== null;
  }

  /** A person's own papers, newest first. */
  ofPerson(personId: PersonId): Promise<{ id: PaperId; pack: string; content: string; issuedAt: Instant }[]> {
    return this.db.rows(sql`
      SELECT id, pack, content, issued_at FROM legal_paper WHERE person_id = ${personId} AND superseded_at IS NULL ORDER BY issued_at DESC, id DESC`);
  }

}

function listed(pack: string, state: PaperState): Sql {
  const conditions = [sql`l.pack = ${pack}`, sql`l.superseded_at IS NULL`, state === 'undelivered' ? sql`l.delivered_on IS NULL` : sql`l.delivered_on IS NOT NULL`];
  return sql`
    FROM legal_paper l JOIN person p ON p.id = l.person_id JOIN completion c ON c.id = l.completion_id JOIN round r ON r.id = c.round_id
    WHERE ${join(conditions, ' AND ')}`;
}

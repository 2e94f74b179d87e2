import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { CompletionId, EditionId, PersonId, SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { PaperId } from '../domain/paper';
import type { PaperRow } from './legal-paper.entity';

/** A completion that asks for a paper, with what the product knows of it. */
export interface Trained {
  readonly completionId: CompletionId;
  readonly personId: PersonId;
  readonly editionId: EditionId;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant;
  readonly round: string;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly nationalId: string | null;
  readonly jobTitle: string | null;
  readonly supplierId: SupplierId | null;
  readonly supplierName: string | null;
  readonly supplierTaxId: string | null;
}

@Injectable()
export class Papers {
  constructor(private readonly db: Database) {}

  /** Completed since `from` and without a paper of the pack, in the order of their ids, after `after`. The engagement is the one of that moment, or the last before it. */
  waiting(pack: string, from: Instant, after: string, limit: number): Promise<Trained[]> {
    return this.db.rows(sql`
      WITH due AS (
        SELECT c.id FROM completion c WHERE c.id > ${after} AND c.completed_at >= ${from}
          AND NOT EXISTS (SELECT 1 FROM legal_paper l WHERE l.completion_id = c.id AND l.pack = ${pack} AND l.superseded_at IS NULL)
        ORDER BY c.id LIMIT ${limit})
      ${trained} FROM due JOIN completion c ON c.id = due.id ${beside} ORDER BY c.id`);
  }

  of(completionId: CompletionId): Promise<Trained | null> {
    return this.db.row(sql`${trained} FROM completion c ${beside} WHERE c.id = ${completionId}`);
  }

  /** How many went in: fewer where somebody else was first. */
  add(papers: readonly PaperRow[]): Promise<number> {
    return this.db.insert('legal_paper', papers, 'nothing');
  }

  find(id: PaperId): Promise<PaperRow | null> {
    return this.db.row(sql`SELECT * FROM legal_paper WHERE id = ${id}`);
  }

  async supersede(id: PaperId, at: Instant): Promise<boolean> {
    return (await this.db.execute(sql`UPDATE legal_paper SET superseded_at = ${at} WHERE id = ${id} AND superseded_at IS NULL`)) === 1;
  }

  async deliver(id: PaperId, on: CalendarDate): Promise<boolean> {
    const changed = await this.db.execute(
      sql`UPDATE legal_paper SET delivered_on = ${on} WHERE id = ${id} AND delivered_on IS NULL AND superseded_at IS NULL`,
    );
    return changed === 1;
  }

  /** All of the pack that are made and not yet handed over. */
  async deliverAll(pack: string, on: CalendarDate): Promise<number> {
    return this.db.execute(
      sql`UPDATE legal_paper SET delivered_on = ${on} WHERE pack = ${pack} AND delivered_on IS NULL AND superseded_at IS NULL`,
    );
  }
}

const trained = sql`
  SELECT c.id AS completion_id, c.person_id, c.edition_id, a.started_at, c.completed_at, r.code AS round, p.person_code, p.given_name,
    p.family_name, p.national_id, e.job_title, e.supplier_id, s.name AS supplier_name, s.tax_id AS supplier_tax_id`;

const beside = sql`
  JOIN assignment a ON a.id = c.assignment_id
  JOIN round r ON r.id = c.round_id
  JOIN person p ON p.id = c.person_id
  LEFT JOIN engagement e ON e.id = (
    SELECT o.id FROM engagement o WHERE o.person_id = c.person_id AND o.from_on <= SUBSTR(c.completed_at, 1, 10) ORDER BY o.from_on DESC, o.id DESC LIMIT 1)
  LEFT JOIN supplier s ON s.id = e.supplier_id`;

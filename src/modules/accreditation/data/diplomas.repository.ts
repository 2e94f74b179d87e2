import { Injectable } from '@nestjs/common';
import type { CompletionId, EditionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { DiplomaCode } from '../domain/code';
import type { DiplomaRow } from './diploma.entity';

/** A completion that has no diploma yet, with all that its diploma will say of the person and the round. */
export interface Unaccredited {
  readonly completionId: CompletionId;
  readonly personId: PersonId;
  readonly editionId: EditionId;
  readonly score: number;
  readonly completedAt: Instant;
  readonly round: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
  readonly language: Locale;
  readonly approverGivenName: string | null;
  readonly approverFamilyName: string | null;
}

@Injectable()
export class Diplomas {
  constructor(private readonly db: Database) {}

  /**
   * In the order of their ids, after `after`, so that one that cannot be issued is passed and not met again in the same run.
   * First who has none, which two indexes say; then what their diplomas will need.
   */
  unaccredited(after: string, limit: number): Promise<Unaccredited[]> {
    return this.db.rows(sql`
      WITH due AS (
        SELECT id FROM completion WHERE id > ${after} AND NOT EXISTS (SELECT 1 FROM diploma d WHERE d.completion_id = completion.id)
        ORDER BY id LIMIT ${limit})
      SELECT c.id AS completion_id, c.person_id, c.edition_id, c.score, c.completed_at, r.code AS round,
        p.given_name, p.family_name, p.person_code, p.language, a.given_name AS approver_given_name, a.family_name AS approver_family_name
      FROM due JOIN completion c ON c.id = due.id
      JOIN person p ON p.id = c.person_id
      JOIN round r ON r.id = c.round_id
      LEFT JOIN person a ON a.id = r.approved_by
      ORDER BY c.id`);
  }

  /** The last completion of all; '' before the first. */
  async lastCompletion(): Promise<string> {
    return (await this.db.row<{ id: string | null }>(sql`SELECT MAX(id) AS id FROM completion`))?.id ?? '';
  }

  /** Those of these completions that have a diploma. */
  async accredited(completionIds: readonly CompletionId[]): Promise<ReadonlySet<CompletionId>> {
    const rows = await this.db.rows<{ completionId: CompletionId }>(
      sql`SELECT completion_id FROM diploma WHERE completion_id IN (${list(completionIds)})`,
    );
    return new Set(rows.map(({ completionId }) => completionId));
  }

  /** How many went in: fewer than were given when somebody else was first with one of them. */
  add(diplomas: readonly DiplomaRow[]): Promise<number> {
    return this.db.insert('diploma', diplomas, 'nothing');
  }

  byCode(code: DiplomaCode): Promise<DiplomaRow | null> {
    return this.db.row(sql`SELECT * FROM diploma WHERE code = ${code}`);
  }

  codeOf(id: string): Promise<{ readonly code: DiplomaCode } | null> {
    return this.db.row(sql`SELECT code FROM diploma WHERE id = ${id}`);
  }

  /** Newest first. */
  ofPerson(personId: PersonId): Promise<DiplomaRow[]> {
    return this.db.rows(sql`SELECT * FROM diploma WHERE person_id = ${personId} ORDER BY issued_at DESC, id DESC`);
  }

  async keepLogo(hash: string, bytes: Buffer): Promise<void> {
    await this.db.insert('diploma_logo', [{ hash, content: bytes.toString('base64') }], 'nothing');
  }

  async logo(hash: string): Promise<Buffer | null> {
    const row = await this.db.row<{ content: string }>(sql`SELECT content FROM diploma_logo WHERE hash = ${hash}`);
    return row === null ? null : Buffer.from(row.content, 'base64');
  }
}

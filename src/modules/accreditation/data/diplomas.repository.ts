import { Injectable } from '@nestjs/common';
import type { CompletionId, DiplomaId, EditionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { DiplomaCode } from '../domain/code';
import { keyOf } from '../domain/entry';
import type { RevocationReason } from '../domain/revocation';
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

  /** The last completion of all, and the one so many before it; '' where there is none. */
  async lastCompletions(before: number): Promise<{ readonly last: string; readonly earlier: string }> {
    const ends = await this.db.row<{ last: string | null; earlier: string | null }>(sql`
      SELECT MAX(id) AS last, (SELECT id FROM completion ORDER BY id DESC LIMIT 1 OFFSET ${before}) AS earlier FROM completion`);
    return { last: ends?.last ?? '', earlier: ends?.earlier ?? '' };
  }

  /** Nobody waits for one when as many have one as there are: counting both is much quicker than looking at each. */
  async areAllAccredited(): Promise<boolean> {
    const counted = await this.db.row<{ completions: number; accredited: number }>(
      sql`SELECT (SELECT COUNT(*) FROM completion) AS completions, (SELECT COUNT(DISTINCT completion_id) FROM diploma) AS accredited`,
    );
    return counted?.completions === counted?.accredited;
  }

  /** What is there of these persons, as keys of person, kind, what it accredits and issue. */
  async entered(personIds: readonly PersonId[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.rows<Pick<DiplomaRow, 'personId' | 'kind' | 'accredits' | 'issue'>>(
      sql`SELECT person_id, kind, accredits, issue FROM diploma WHERE person_id IN (${list(personIds)})`,
    );
    return new Set(rows.map(keyOf));
  }

  /** How many went in: fewer than were given when somebody else was first with one of them. */
  add(diplomas: readonly DiplomaRow[]): Promise<number> {
    return this.db.insert('diploma', diplomas, 'nothing');
  }

  byCode(code: DiplomaCode): Promise<DiplomaRow | null> {
    return this.db.row(sql`SELECT * FROM diploma WHERE code = ${code}`);
  }

  byCodes(codes: readonly DiplomaCode[]): Promise<DiplomaRow[]> {
    return this.db.rows(sql`SELECT * FROM diploma WHERE code IN (${list(codes)})`);
  }

  codeOf(id: string): Promise<{ readonly code: DiplomaCode } | null> {
    return this.db.row(sql`SELECT code FROM diploma WHERE id = ${id}`);
  }

  /** Newest first, with those of the records that turned out to be this person's. */
  ofPerson(personId: PersonId): Promise<DiplomaRow[]> {
    return this.db.rows(sql`
      WITH RECURSIVE own(id) AS (
        SELECT id FROM person WHERE id = ${personId} UNION SELECT p.id FROM own JOIN person p ON p.merged_into_id = own.id)
      SELECT * FROM diploma WHERE person_id IN (SELECT id FROM own) ORDER BY issued_at DESC, id DESC`);
  }

  /** Who the record of a diploma turned out to be, at whatever remove. */
  async holderOf(personId: PersonId): Promise<PersonId> {
    const row = await this.db.row<{ id: PersonId }>(sql`
      WITH RECURSIVE who(id, into_id) AS (
        SELECT id, merged_into_id FROM person WHERE id = ${personId} UNION SELECT p.id, p.merged_into_id FROM who JOIN person p ON p.id = who.into_id)
      SELECT id FROM who WHERE into_id IS NULL`);
    return row?.id ?? personId;
  }

  byId(id: DiplomaId): Promise<DiplomaRow | null> {
    return this.db.row(sql`SELECT * FROM diploma WHERE id = ${id}`);
  }

  /** False where it is replaced already. */
  async supersede(id: DiplomaId, by: DiplomaId, reason: string, at: Instant): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma SET superseded_at = ${at}, superseded_by = ${by}, superseded_reason = ${reason} WHERE id = ${id} AND superseded_at IS NULL`);
    return changed === 1;
  }

  /** False where it is revoked already. */
  async revoke(id: DiplomaId, reason: RevocationReason, note: string | null, at: Instant): Promise<boolean> {
    const changed = await this.db.execute(sql`
      UPDATE diploma SET revoked_at = ${at}, revoked_reason = ${reason}, revoked_note = ${note} WHERE id = ${id} AND revoked_at IS NULL`);
    return changed === 1;
  }

  async keepPicture(hash: string, bytes: Buffer): Promise<void> {
    await this.db.insert('diploma_picture', [{ hash, content: bytes.toString('base64') }], 'nothing');
  }

  /** The pictures of these hashes, as far as they are kept. */
  async pictures(hashes: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.db.rows<{ hash: string; content: string }>(
      sql`SELECT hash, content FROM diploma_picture WHERE hash IN (${list(hashes)})`,
    );
    return new Map(rows.map(({ hash, content }) => [hash, Buffer.from(content, 'base64')]));
  }
}

import { Injectable } from '@nestjs/common';
import type { DiplomaId, EditionId, PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { DiplomaKind } from '../domain/diploma';

/** A diploma that nothing has replaced, with all that a diploma of the ladder will say of the person and the round. */
export interface OnLadder {
  readonly id: DiplomaId;
  readonly personId: PersonId;
  readonly kind: DiplomaKind;
  readonly accredits: string;
  readonly issue: number;
  readonly editionId: EditionId | null;
  readonly snapshot: string;
  readonly revokedAt: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
  readonly language: Locale;
  readonly approverGivenName: string | null;
  readonly approverFamilyName: string | null;
}

/** Somebody who holds enough diplomas of units for a step: how many stand, and the last of them. */
export interface Climber {
  readonly personId: PersonId;
  readonly units: number;
  readonly last: DiplomaId;
}

@Injectable()
export class LadderRows {
  constructor(private readonly db: Database) {}

  /** Those among them who hold so many diplomas of units. */
  climbing(personIds: readonly PersonId[], least: number): Promise<Climber[]> {
    return this.db.rows(sql`
      SELECT person_id, COUNT(*) AS units, MAX(id) AS last FROM diploma
      WHERE person_id IN (${list(personIds)}) AND kind = 'unit' AND superseded_at IS NULL AND revoked_at IS NULL
      GROUP BY person_id HAVING COUNT(*) >= ${least}`);
  }

  /** The next of everybody who does, in the order of their ids. */
  nextClimbing(after: string, least: number, limit: number): Promise<Climber[]> {
    return this.db.rows(sql`
      SELECT person_id, COUNT(*) AS units, MAX(id) AS last FROM diploma
      WHERE person_id > ${after} AND kind = 'unit' AND superseded_at IS NULL AND revoked_at IS NULL
      GROUP BY person_id HAVING COUNT(*) >= ${least} ORDER BY person_id LIMIT ${limit}`);
  }

  /**
   * Those who got a diploma since then. Repeated people are left out here and not by the query: for that SQLite would walk all
   * diplomas in the order of their holders, and not the latest alone.
   */
  async issuedSince(moment: Instant): Promise<readonly PersonId[]> {
    const rows = await this.db.rows<{ personId: PersonId }>(sql`SELECT person_id FROM diploma WHERE issued_at >= ${moment}`);
    return [...new Set(rows.map(({ personId }) => personId))].sort();
  }

  /** Those who became one person or two since then. */
  async mergedSince(moment: Instant): Promise<readonly PersonId[]> {
    const rows = await this.db.rows<{ personId: PersonId }>(sql`
      SELECT kept_id AS person_id FROM person_merge WHERE merged_at >= ${moment} OR undone_at >= ${moment}
      UNION SELECT merged_id FROM person_merge WHERE undone_at >= ${moment}`);
    return rows.map(({ personId }) => personId);
  }

  /** Nobody's who turned out to be somebody else. */
  of(personIds: readonly PersonId[]): Promise<OnLadder[]> {
    return this.db.rows(sql`
      SELECT d.id, d.person_id, d.kind, d.accredits, d.issue, d.edition_id, d.snapshot, d.revoked_at,
        p.given_name, p.family_name, p.person_code, p.language, a.given_name AS approver_given_name, a.family_name AS approver_family_name
      FROM diploma d JOIN person p ON p.id = d.person_id
      LEFT JOIN completion c ON c.id = d.completion_id
      LEFT JOIN round r ON r.id = c.round_id
      LEFT JOIN person a ON a.id = r.approved_by
      WHERE d.person_id IN (${list(personIds)}) AND d.superseded_at IS NULL AND p.merged_into_id IS NULL
      ORDER BY d.person_id`);
  }
}

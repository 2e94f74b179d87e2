import { Injectable } from '@nestjs/common';
import type { DiplomaId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { foldName } from '#modules/people';
import { Database } from '#platform/database/database';
import { join, likePattern, type Sql, sql } from '#platform/database/sql';
import { type DiplomaCode, readCode } from '../domain/code';
import type { DiplomaKind } from '../domain/diploma';
import type { RevocationReason } from '../domain/revocation';

export const STANDINGS = ['all', 'valid', 'superseded', 'revoked'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface RegisterFilter {
  readonly standing: Standing;
  /** What was typed: a diploma's code, or words of which each must occur in the name or code of the person. */
  readonly words: string;
}

export interface RegisteredDiploma {
  readonly id: DiplomaId;
  readonly code: DiplomaCode;
  readonly kind: DiplomaKind;
  readonly personId: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly snapshot: string;
  readonly issuedAt: Instant;
  readonly supersededAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: RevocationReason | null;
}

/** What happened to a diploma, and who did it. */
export interface Deed {
  readonly at: Instant;
  readonly action: string;
  readonly by: string;
  readonly detail: string;
}

/** All diplomas that were ever issued, for those who answer for them. */
@Injectable()
export class RegisterReadModel {
  constructor(private readonly db: Database) {}

  page(filter: RegisterFilter, offset: number, limit: number): Promise<RegisteredDiploma[]> {
    return this.db.rows(sql`
      SELECT d.id, d.code, d.kind, d.person_id, p.person_code, p.given_name, p.family_name, d.snapshot, d.issued_at, d.superseded_at,
        d.revoked_at, d.revoked_reason
      FROM diploma d JOIN person p ON p.id = d.person_id WHERE ${conditions(filter)}
      ORDER BY d.issued_at DESC, d.id DESC LIMIT ${limit} OFFSET ${offset}`);
  }

  async count(filter: RegisterFilter): Promise<number> {
    const row = await this.db.row<{ diplomas: number }>(
      sql`SELECT COUNT(*) AS diplomas FROM diploma d JOIN person p ON p.id = d.person_id WHERE ${conditions(filter)}`,
    );
    return row?.diplomas ?? 0;
  }

  /** In the order in which it happened. */
  deeds(id: DiplomaId): Promise<Deed[]> {
    return this.db.rows(sql`
      SELECT at, action, actor_name AS by, detail FROM audit_line WHERE subject_type = 'diploma' AND subject_id = ${id} ORDER BY seq`);
  }
}

function conditions({ standing, words }: RegisterFilter): Sql {
  return join([STANDING[standing], found(words)], ' AND ');
}

function found(words: string): Sql {
  const code = readCode(words);
  if (code !== null) return sql`d.code = ${code}`;
  const typed = foldName(words).split(' ').filter(Boolean).slice(0, 8);
  const each = typed.map((word) => sql`p.search_key LIKE ${likePattern(word)} ESCAPE '\\'`);
  return each.length === 0 ? sql`1 = 1` : join(each, ' AND ');
}

const STANDING: Readonly<Record<Standing, Sql>> = {
  all: sql`1 = 1`,
  valid: sql`d.superseded_at IS NULL AND d.revoked_at IS NULL`,
  superseded: sql`d.superseded_at IS NOT NULL AND d.revoked_at IS NULL`,
  revoked: sql`d.revoked_at IS NOT NULL`,
};

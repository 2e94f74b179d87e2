import { Injectable } from '@nestjs/common';
import type { DuplicateId, MergeId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Person } from '../domain/person';

export interface SuspectedPair {
  readonly id: DuplicateId;
  readonly why: string;
  readonly firstId: PersonId;
  readonly firstName: string;
  readonly firstCode: string;
  readonly secondId: PersonId;
  readonly secondName: string;
  readonly secondCode: string;
  readonly total: number;
}

export interface MergeOfPerson {
  readonly id: MergeId;
  readonly mergedId: PersonId;
  readonly name: string;
  readonly personCode: string;
  readonly mergedAt: Instant;
}

/** Who may be whom, and who has become whom. */
@Injectable()
export class DuplicatesReadModel {
  constructor(private readonly db: Database) {}

  /** The strongest suspicion first. */
  pairs(offset: number, limit: number): Promise<SuspectedPair[]> {
    return this.db.rows(sql`
      SELECT d.id, d.why, a.id AS first_id, a.given_name || ' ' || a.family_name AS first_name, a.person_code AS first_code,
        b.id AS second_id, b.given_name || ' ' || b.family_name AS second_name, b.person_code AS second_code, COUNT(*) OVER () AS total
      FROM duplicate_pair d JOIN person a ON a.id = d.first_id JOIN person b ON b.id = d.second_id
      WHERE d.dismissed_at IS NULL AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL
      ORDER BY d.strength DESC, a.search_key, d.id LIMIT ${limit} OFFSET ${offset}`);
  }

  async waiting(): Promise<number> {
    const row = await this.db.row<{ pairs: number }>(sql`
      SELECT COUNT(*) AS pairs FROM duplicate_pair d JOIN person a ON a.id = d.first_id JOIN person b ON b.id = d.second_id
      WHERE d.dismissed_at IS NULL AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL`);
    return row?.pairs ?? 0;
  }

  pairOf(a: PersonId, b: PersonId): Promise<{ readonly id: DuplicateId } | null> {
    const [first, second] = a < b ? [a, b] : [b, a];
    return this.db.row(sql`SELECT id FROM duplicate_pair WHERE first_id = ${first} AND second_id = ${second} AND dismissed_at IS NULL`);
  }

  byCode(codeKey: string): Promise<Person | null> {
    return this.db.row(sql`SELECT * FROM person WHERE code_key = ${codeKey} AND merged_into_id IS NULL`);
  }

  /** The records that became this one, the last first; only that one can be taken apart again. */
  mergesOf(personId: PersonId): Promise<MergeOfPerson[]> {
    return this.db.rows(sql`
      SELECT m.id, m.merged_id, p.given_name || ' ' || p.family_name AS name, p.person_code, m.merged_at
      FROM person_merge m JOIN person p ON p.id = m.merged_id WHERE m.kept_id = ${personId} AND m.undone_at IS NULL ORDER BY m.id DESC`);
  }
}

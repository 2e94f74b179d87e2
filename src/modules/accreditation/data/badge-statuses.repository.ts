import { Injectable } from '@nestjs/common';
import type { DiplomaId, PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { BadgePlace } from '../domain/badge';
import type { BadgeStatusEntity } from './badge-status.entity';

@Injectable()
export class BadgeStatuses {
  constructor(private readonly db: Database) {}

  placeOf(diplomaId: DiplomaId): Promise<BadgePlace | null> {
    return this.db.row(sql`SELECT list, position, salt FROM badge_status WHERE diploma_id = ${diplomaId}`);
  }

  /** The last list and how many places of it are taken. */
  async lastList(): Promise<{ readonly list: number; readonly taken: number }> {
    const row = await this.db.row<{ list: number; taken: number }>(sql`
      SELECT list, CAST(COUNT(*) AS INTEGER) AS taken FROM badge_status
      WHERE list = (SELECT MAX(list) FROM badge_status) GROUP BY list`);
    return row ?? { list: 1, taken: 0 };
  }

  /** False where the place is taken, or the diploma has one. */
  async add(status: BadgeStatusEntity): Promise<boolean> {
    return (await this.db.insert('badge_status', [status], 'nothing')) === 1;
  }

  /** The places in a list whose diplomas were replaced or taken back. */
  async fallen(list: number): Promise<number[]> {
    const rows = await this.db.rows<{ position: number }>(sql`
      SELECT s.position FROM badge_status s JOIN diploma d ON d.id = s.diploma_id
      WHERE s.list = ${list} AND (d.revoked_at IS NOT NULL OR d.superseded_at IS NOT NULL) ORDER BY s.position`);
    return rows.map(({ position }) => position);
  }

  /** The address that wallets ask a holder for, of whoever the record of a diploma turned out to be, at whatever remove. */
  async emailOf(personId: PersonId): Promise<string | null> {
    const row = await this.db.row<{ email: string | null }>(sql`
      WITH RECURSIVE who(email, into_id) AS (
        SELECT email, merged_into_id FROM person WHERE id = ${personId} UNION SELECT p.email, p.merged_into_id FROM who JOIN person p ON p.id = who.into_id)
      SELECT email FROM who WHERE into_id IS NULL`);
    return row?.email ?? null;
  }
}

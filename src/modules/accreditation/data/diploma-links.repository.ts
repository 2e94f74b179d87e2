import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { DiplomaLinkId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { DiplomaLink, DiplomaOwner } from '../domain/diploma-link';

@Injectable()
export class DiplomaLinks {
  constructor(private readonly db: Database) {}

  /** Null for somebody who is not there, or turned out to be somebody else. */
  owner(id: PersonId): Promise<DiplomaOwner | null> {
    return this.db.row(
      sql`SELECT id, given_name, family_name, person_code, language, email FROM person WHERE id = ${id} AND merged_into_id IS NULL`,
    );
  }

  /** Those that work, newest first. */
  of(personId: PersonId): Promise<DiplomaLink[]> {
    return this.db.rows(sql`SELECT * FROM diploma_link WHERE person_id = ${personId} AND revoked_at IS NULL ORDER BY created_at DESC, id DESC`);
  }

  bySecret(secretHash: string): Promise<DiplomaLink | null> {
    return this.db.row(sql`SELECT * FROM diploma_link WHERE secret_hash = ${secretHash} AND revoked_at IS NULL`);
  }

  async madeSince(personId: PersonId, since: Instant): Promise<number> {
    const rows = await this.db.rows(sql`SELECT id FROM diploma_link WHERE person_id = ${personId} AND created_at >= ${since}`);
    return rows.length;
  }

  async add(link: DiplomaLink): Promise<void> {
    await this.db.insert('diploma_link', [link]);
  }

  /** False where it is not this person's, or no longer works. */
  async revoke(id: DiplomaLinkId, personId: PersonId, at: Instant): Promise<boolean> {
    const changed = await this.db.execute(
      sql`UPDATE diploma_link SET revoked_at = ${at} WHERE id = ${id} AND person_id = ${personId} AND revoked_at IS NULL`,
    );
    return changed === 1;
  }

  async used(id: DiplomaLinkId, at: Instant): Promise<void> {
    await this.db.update('diploma_link', id, { lastUsedAt: at });
  }

  /** Who has gone for good since that day, has an address and diplomas, and was never sent a link. In the order of their ids, after `after`. */
  leavers(today: CalendarDate, since: CalendarDate, after: string, limit: number): Promise<DiplomaOwner[]> {
    return this.db.rows(sql`
      SELECT p.id, p.given_name, p.family_name, p.person_code, p.language, p.email FROM person p
      WHERE p.id IN (SELECT e.person_id FROM engagement e WHERE e.until_on > ${since} AND e.until_on <= ${today} AND e.until_on > e.from_on)
        AND p.id > ${after} AND p.email IS NOT NULL AND p.merged_into_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND (e.until_on IS NULL OR (e.until_on > ${today} AND e.until_on > e.from_on)))
        AND EXISTS (SELECT 1 FROM diploma d WHERE d.person_id = p.id AND d.revoked_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM diploma_link l WHERE l.person_id = p.id AND l.sent_to IS NOT NULL)
      ORDER BY p.id LIMIT ${limit}`);
  }
}

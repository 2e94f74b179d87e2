import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

export interface PhoneHolder {
  readonly personId: PersonId;
  /** As the roster writes it. */
  readonly phone: string | null;
}

/** To which phones links may go, and to which they went. */
@Injectable()
export class Phones {
  constructor(private readonly db: Database) {}

  async of(personIds: readonly PersonId[]): Promise<PhoneHolder[]> {
    const found: PhoneHolder[] = [];
    for (let from = 0; from < personIds.length; from += 500)
      found.push(
        ...(await this.db.rows<PhoneHolder>(sql`SELECT id AS person_id, phone FROM person WHERE id IN (${list(personIds.slice(from, from + 500))})`)),
      );
    return found;
  }

  async textedSince(personIds: readonly PersonId[], since: Instant): Promise<Set<PersonId>> {
    const found = new Set<PersonId>();
    for (let from = 0; from < personIds.length; from += 500) {
      const rows = await this.db.rows<{ personId: PersonId }>(sql`
        SELECT person_id FROM activation
        WHERE purpose = 'sms' AND created_at > ${since} AND person_id IN (${list(personIds.slice(from, from + 500))})`);
      for (const { personId } of rows) found.add(personId);
    }
    return found;
  }

  /** When this person's PIN was said to be forgotten, in order. */
  async forgotSince(personId: PersonId, since: Instant): Promise<Instant[]> {
    const rows = await this.db.rows<{ createdAt: Instant }>(sql`
      SELECT created_at FROM activation WHERE purpose = 'forgot' AND person_id = ${personId} AND created_at >= ${since} ORDER BY created_at`);
    return rows.map(({ createdAt }) => createdAt);
  }
}

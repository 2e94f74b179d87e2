import { Injectable } from '@nestjs/common';
import { newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { ShownAs } from '../domain/shown-name';

@Injectable()
export class DiplomaHolders {
  constructor(private readonly db: Database) {}

  /** Null for whoever has not chosen. */
  async choiceOf(personId: PersonId): Promise<ShownAs | null> {
    const row = await this.db.row<{ shownAs: ShownAs }>(sql`SELECT shown_as FROM diploma_holder WHERE person_id = ${personId}`);
    return row?.shownAs ?? null;
  }

  async choose(personId: PersonId, shownAs: ShownAs, at: Instant): Promise<void> {
    await this.db.execute(sql`
      INSERT INTO diploma_holder (id, person_id, shown_as, chosen_at) VALUES (${newId()}, ${personId}, ${shownAs}, ${at})
      ON CONFLICT (person_id) DO UPDATE SET shown_as = excluded.shown_as, chosen_at = excluded.chosen_at`);
  }
}

import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { SessionEntity } from './session.entity';

@Injectable()
export class Sessions {
  constructor(private readonly db: Database) {}

  async add(session: Pick<SessionEntity, keyof SessionEntity>): Promise<void> {
    await this.db.insert('session', [session]);
  }

  async see(tokenHash: string, now: Instant, notSince: Instant): Promise<void> {
    await this.db.execute(sql`UPDATE session SET seen_at = ${now} WHERE token_hash = ${tokenHash} AND seen_at <= ${notSince}`);
  }

  end(tokenHash: string): Promise<number> {
    return this.db.execute(sql`DELETE FROM session WHERE token_hash = ${tokenHash}`);
  }

  endAllOf(personId: PersonId): Promise<number> {
    return this.db.execute(sql`DELETE FROM session WHERE person_id = ${personId}`);
  }

  forget(expiredAt: Instant, notSeenSince: Instant): Promise<number> {
    return this.db.execute(sql`DELETE FROM session WHERE expires_at <= ${expiredAt} OR seen_at <= ${notSeenSince}`);
  }
}

import { Injectable } from '@nestjs/common';
import type { PersonId, SharedDeviceId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { DeviceSessionEntity } from './device-session.entity';

@Injectable()
export class DeviceSessions {
  constructor(private readonly db: Database) {}

  async add(session: Pick<DeviceSessionEntity, keyof DeviceSessionEntity>): Promise<void> {
    await this.db.insert('device_session', [session]);
  }

  async see(tokenHash: string, now: Instant): Promise<void> {
    await this.db.execute(sql`UPDATE device_session SET seen_at = ${now} WHERE token_hash = ${tokenHash} AND seen_at < ${now}`);
  }

  /** The page's script says so itself: from now on the server waits for it, and not for long. */
  async watch(tokenHash: string, now: Instant): Promise<void> {
    await this.db.execute(sql`UPDATE device_session SET watched = 1, seen_at = ${now} WHERE token_hash = ${tokenHash}`);
  }

  end(tokenHash: string): Promise<number> {
    return this.db.execute(sql`DELETE FROM device_session WHERE token_hash = ${tokenHash}`);
  }

  endAllOf(personId: PersonId): Promise<number> {
    return this.db.execute(sql`DELETE FROM device_session WHERE person_id = ${personId}`);
  }

  endAllAt(deviceId: SharedDeviceId): Promise<number> {
    return this.db.execute(sql`DELETE FROM device_session WHERE device_id = ${deviceId}`);
  }

  forget(notSeenSince: Instant): Promise<number> {
    return this.db.execute(sql`DELETE FROM device_session WHERE seen_at <= ${notSeenSince}`);
  }
}

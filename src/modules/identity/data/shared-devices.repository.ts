import { Injectable } from '@nestjs/common';
import type { PersonId, SharedDeviceId, SiteId } from '#kernel/id';
import { type Instant, plusMinutes } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { SharedDeviceEntity } from './shared-device.entity';

export type SharedDeviceRow = Pick<SharedDeviceEntity, keyof SharedDeviceEntity>;

@Injectable()
export class SharedDevices {
  constructor(private readonly db: Database) {}

  async add(device: { readonly id: SharedDeviceId; readonly name: string; readonly siteId: SiteId | null }, now: Instant, by: PersonId | null): Promise<void> {
    const row: SharedDeviceRow = {
      ...device,
      pairingHash: null,
      pairingUntil: null,
      tokenHash: null,
      createdAt: now,
      createdBy: by,
      pairedAt: null,
      pairedBy: null,
      lastSeenAt: null,
      revokedAt: null,
      revokedBy: null,
    };
    await this.db.insert('shared_device', [row]);
  }

  find(id: SharedDeviceId): Promise<SharedDeviceRow | null> {
    return this.db.row(sql`SELECT * FROM shared_device WHERE id = ${id}`);
  }

  byToken(tokenHash: string): Promise<SharedDeviceRow | null> {
    return this.db.row(sql`SELECT * FROM shared_device WHERE token_hash = ${tokenHash} AND revoked_at IS NULL`);
  }

  byPairing(pairingHash: string, now: Instant): Promise<SharedDeviceRow | null> {
    return this.db.row(
      sql`SELECT * FROM shared_device WHERE pairing_hash = ${pairingHash} AND pairing_until > ${now} AND revoked_at IS NULL`,
    );
  }

  /** A new code; the one before it no longer pairs. False for a device that is not there, or no longer. */
  async offer(id: SharedDeviceId, pairingHash: string, until: Instant, by: PersonId | null): Promise<boolean> {
    const offered = await this.db.execute(
      sql`UPDATE shared_device SET pairing_hash = ${pairingHash}, pairing_until = ${until}, paired_by = ${by} WHERE id = ${id} AND revoked_at IS NULL`,
    );
    return offered === 1;
  }

  /** Of all that use a code at once, one hears true. */
  async pair(id: SharedDeviceId, pairingHash: string, tokenHash: string, now: Instant): Promise<boolean> {
    const paired = await this.db.execute(sql`
      UPDATE shared_device SET token_hash = ${tokenHash}, paired_at = ${now}, last_seen_at = ${now}, pairing_hash = NULL, pairing_until = NULL
      WHERE id = ${id} AND pairing_hash = ${pairingHash} AND pairing_until > ${now} AND revoked_at IS NULL`);
    return paired === 1;
  }

  async see(id: SharedDeviceId, now: Instant): Promise<void> {
    await this.db.execute(
      sql`UPDATE shared_device SET last_seen_at = ${now} WHERE id = ${id} AND (last_seen_at IS NULL OR last_seen_at <= ${plusMinutes(now, -1)})`,
    );
  }

  async revoke(id: SharedDeviceId, now: Instant, by: PersonId | null): Promise<boolean> {
    const revoked = await this.db.execute(sql`
      UPDATE shared_device SET revoked_at = ${now}, revoked_by = ${by}, token_hash = NULL, pairing_hash = NULL, pairing_until = NULL
      WHERE id = ${id} AND revoked_at IS NULL`);
    return revoked === 1;
  }
}

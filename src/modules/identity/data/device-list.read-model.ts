import { Injectable } from '@nestjs/common';
import type { SharedDeviceId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

export interface ListedDevice {
  readonly id: SharedDeviceId;
  readonly name: string;
  readonly site: string | null;
  readonly pairedAt: Instant | null;
  readonly pairedByName: string | null;
  readonly pairingUntil: Instant | null;
  readonly lastSeenAt: Instant | null;
  readonly revokedAt: Instant | null;
}

const REVOKED_SHOWN = 50;

@Injectable()
export class DeviceList {
  constructor(private readonly db: Database) {}

  inUse(): Promise<ListedDevice[]> {
    return this.db.rows(sql`${DEVICES} WHERE d.revoked_at IS NULL ORDER BY l.name, d.name, d.id`);
  }

  /** The last ones that were taken away. */
  revoked(): Promise<ListedDevice[]> {
    return this.db.rows(sql`${DEVICES} WHERE d.revoked_at IS NOT NULL ORDER BY d.revoked_at DESC, d.id LIMIT ${REVOKED_SHOWN}`);
  }
}

const DEVICES = sql`
  SELECT d.id, d.name, l.name AS site, d.paired_at, p.given_name || ' ' || p.family_name AS paired_by_name, d.pairing_until, d.last_seen_at, d.revoked_at
  FROM shared_device d LEFT JOIN site l ON l.id = d.site_id LEFT JOIN person p ON p.id = d.paired_by`;

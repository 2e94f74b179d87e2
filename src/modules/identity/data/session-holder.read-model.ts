import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Role } from '#kernel/context';
import type { PersonId, SharedDeviceId, SupplierId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

export interface SessionHolder {
  readonly personId: PersonId;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Locale;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
  readonly roles: readonly Role[];
  readonly isManager: boolean;
  /** Whose people a coordinator sees. */
  readonly supplierIds: readonly SupplierId[];
  /** Every engagement of theirs is over. Somebody who never had one, an outside auditor, has not left. */
  readonly hasLeft: boolean;
}

interface Row extends Omit<SessionHolder, 'roles' | 'isManager' | 'supplierIds' | 'hasLeft'> {
  readonly role: Role | null;
  readonly supplierId: SupplierId | null;
  readonly manages: number;
  readonly hasLeft: number;
}

/** Somebody at a shared device: nobody in particular to the rest of the product, only themselves. */
export interface DeviceHolder {
  readonly personId: PersonId;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: Locale;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly watched: number;
  readonly deviceId: SharedDeviceId;
  readonly device: string;
}

/** Asked once in every request: one statement. */
@Injectable()
export class SessionHolders {
  constructor(private readonly db: Database) {}

  /** The session must be one of the very device that asks, and that device still one of ours. */
  atDevice(tokenHash: string, deviceTokenHash: string): Promise<DeviceHolder | null> {
    return this.db.row(sql`
      SELECT s.person_id, s.created_at, s.seen_at, s.watched, p.given_name, p.family_name, p.language, d.id AS device_id, d.name AS device
      FROM device_session s
      JOIN shared_device d ON d.id = s.device_id AND d.token_hash = ${deviceTokenHash} AND d.revoked_at IS NULL
      JOIN person p ON p.id = s.person_id
      WHERE s.token_hash = ${tokenHash} AND p.merged_into_id IS NULL`);
  }

  async of(tokenHash: string, today: CalendarDate): Promise<SessionHolder | null> {
    const rows = await this.db.rows<Row>(sql`
      SELECT s.person_id, s.seen_at, s.expires_at, p.given_name, p.family_name, p.language, g.role, g.supplier_id,
        CASE WHEN EXISTS (
          SELECT 1 FROM engagement e WHERE e.manager_id = p.id AND e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})
        ) THEN 1 ELSE 0 END AS manages,
        CASE WHEN EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id)
          AND NOT EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND (e.until_on IS NULL OR e.until_on > ${today}))
        THEN 1 ELSE 0 END AS has_left
      FROM session s
      JOIN person p ON p.id = s.person_id
      LEFT JOIN role_grant g ON g.person_id = p.id AND g.revoked_at IS NULL
      WHERE s.token_hash = ${tokenHash}`);
    const first = rows[0];
    if (!first) return null;
    const { personId, givenName, familyName, language, seenAt, expiresAt } = first;
    const roles = new Set(rows.map(({ role }) => role).filter((role) => role !== null));
    const supplierIds = rows.filter(({ role }) => role === 'coordinator').map(({ supplierId }) => supplierId);
    return {
      personId,
      givenName,
      familyName,
      language,
      seenAt,
      expiresAt,
      roles: [...roles],
      isManager: first.manages === 1,
      supplierIds: supplierIds.filter((id) => id !== null),
      hasLeft: first.hasLeft === 1,
    };
  }
}

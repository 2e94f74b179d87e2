import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { ExemptionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { type Sql, sql } from '#platform/database/sql';
import type { Due } from '../domain/due-date';
import type { ExemptionReason } from '../domain/exemption';

/** An exemption with whom it lets off, and who answers for it. */
export interface ExemptionLine {
  readonly id: ExemptionId;
  readonly personId: PersonId;
  readonly roundId: RoundId;
  readonly code: string;
  readonly name: string;
  readonly reasonCode: ExemptionReason;
  readonly evidence: string;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
  readonly grantedAt: Instant;
  readonly grantedBy: string | null;
  readonly revokedAt: Instant | null;
  readonly revokedBy: string | null;
}

/** What one person owes in an open round. */
export interface OpenAssignment extends Due {
  readonly roundId: RoundId;
  readonly code: string;
  readonly unit: string;
  readonly completedAt: Instant | null;
  readonly leftOn: CalendarDate | null;
}

@Injectable()
export class ExemptionsReadModel {
  constructor(private readonly database: Database) {}

  /** Newest first, with the revoked ones. */
  ofRound(roundId: RoundId): Promise<ExemptionLine[]> {
    return this.database.rows(sql`${LINES} WHERE x.round_id = ${roundId} ORDER BY x.granted_at DESC, x.id LIMIT 500`);
  }

  ofPerson(personId: PersonId): Promise<ExemptionLine[]> {
    return this.database.rows(sql`${LINES} WHERE x.person_id = ${personId} ORDER BY x.granted_at DESC, x.id`);
  }

  open(personId: PersonId): Promise<OpenAssignment[]> {
    return this.database.rows(sql`
      SELECT r.id AS round_id, r.code, r.unit, a.due_on, a.due_reason, a.absence_days, a.extension_days, a.completed_at, a.left_on
      FROM assignment a JOIN round r ON r.id = a.round_id
      WHERE a.person_id = ${personId} AND r.opened_at IS NOT NULL AND r.closed_at IS NULL ORDER BY r.opens_on DESC`);
  }

  async nameOf(personId: string): Promise<string | null> {
    const row = await this.database.row<{ name: string }>(
      sql`SELECT given_name || ' ' || family_name AS name FROM person WHERE id = ${personId} AND merged_into_id IS NULL`,
    );
    return row?.name ?? null;
  }
}

const LINES: Sql = sql`
  SELECT x.id, x.person_id, x.round_id, x.reason_code, x.evidence, x.from_on, x.until_on, x.granted_at, x.revoked_at, r.code,
    p.given_name || ' ' || p.family_name AS name, g.given_name || ' ' || g.family_name AS granted_by, v.given_name || ' ' || v.family_name AS revoked_by
  FROM exemption x JOIN round r ON r.id = x.round_id JOIN person p ON p.id = x.person_id LEFT JOIN person g ON g.id = x.granted_by LEFT JOIN person v ON v.id = x.revoked_by`;

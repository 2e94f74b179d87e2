import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId, EditionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import type { DueReason } from '../domain/due-date';

/** What one person owes, or has done, in one round. */
export interface AssignmentSummary {
  readonly id: AssignmentId;
  readonly personId: PersonId;
  readonly roundId: RoundId;
  readonly roundCode: string;
  /** The unit's folder name. */
  readonly unit: string;
  /** A round that has opened has an edition, for ever the same. */
  readonly editionId: EditionId;
  readonly opensOn: CalendarDate;
  readonly closesOn: CalendarDate;
  readonly roundOpenedAt: Instant;
  /** Closing freezes the ledger of the round; the person may still finish, and is accredited. */
  readonly roundClosedAt: Instant | null;
  /** The last day that is on time, for this person. */
  readonly dueOn: CalendarDate;
  readonly dueReason: DueReason;
  readonly absenceDays: number;
  readonly extensionDays: number;
  readonly assignedAt: Instant;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  /** The first day no longer on the roster; null while here. */
  readonly leftOn: CalendarDate | null;
}

@Injectable()
export class AssignmentsReadModel {
  constructor(private readonly database: Database) {}

  /** The newest round first. */
  of(personId: PersonId): Promise<AssignmentSummary[]> {
    return this.database.rows<AssignmentSummary>(sql`${SUMMARIES} WHERE a.person_id = ${personId} ORDER BY r.opens_on DESC`);
  }

  byId(id: AssignmentId): Promise<AssignmentSummary | null> {
    return this.database.row<AssignmentSummary>(sql`${SUMMARIES} WHERE a.id = ${id}`);
  }
}

const SUMMARIES = raw(`
  SELECT a.id, a.person_id, a.round_id, r.code AS round_code, r.unit, r.edition_id, r.opens_on, r.closes_on,
    r.opened_at AS round_opened_at, r.closed_at AS round_closed_at,
    a.due_on, a.due_reason, a.absence_days, a.extension_days, a.assigned_at, a.started_at, a.completed_at, a.left_on
  FROM assignment a JOIN round r ON r.id = a.round_id`);

import type { CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { DueReason } from '../domain/due-date';

@StoredIn('assignment', { unique: [['round_id', 'person_id']], indexes: [['person_id'], ['round_id', 'left_on']] })
export class AssignmentEntity {
  @Col(id()) id!: AssignmentId;
  @Col(reference('round')) roundId!: RoundId;
  @Col(reference('person')) personId!: PersonId;
  @Col(calendarDate()) dueOn!: CalendarDate;
  @Col(shortText(30)) dueReason!: DueReason;
  /** By how many days an absence moved the date. */
  @Col(wholeNumber()) absenceDays!: number;
  /** By how many days an extension moved it. */
  @Col(wholeNumber()) extensionDays!: number;
  @Col(instant()) assignedAt!: Instant;
  @Col(instant({ nullable: true })) startedAt!: Instant | null;
  @Col(instant({ nullable: true })) completedAt!: Instant | null;
  @Col(calendarDate({ nullable: true })) leftOn!: CalendarDate | null;
}

import type { CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { AssignmentEvent, EventCause, EventKind } from '../domain/assignment-event';
import type { DueReason } from '../domain/due-date';

@StoredIn('assignment_event')
export class AssignmentEventEntity implements AssignmentEvent {
  @Col(shortText(36, { primary: true })) assignmentId!: AssignmentId;
  @Col(wholeNumber({ primary: true })) number!: number;
  @Col(instant()) at!: Instant;
  @Col(shortText(12)) kind!: EventKind;
  @Col(calendarDate()) dueOn!: CalendarDate;
  @Col(shortText(30)) dueReason!: DueReason;
  @Col(wholeNumber()) absenceDays!: number;
  @Col(wholeNumber()) extensionDays!: number;
  @Col(calendarDate({ nullable: true })) leftOn!: CalendarDate | null;
  @Col(shortText(12)) cause!: EventCause;
  @Col(reference('person', { nullable: true })) byId!: PersonId | null;
}

import type { CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Due, DueReason } from '../domain/due-date';

@StoredIn('earlier_due')
export class EarlierDueEntity implements Due {
  @Col(shortText(36, { primary: true })) assignmentId!: AssignmentId;
  @Col(shortText(24, { primary: true })) untilAt!: Instant;
  @Col(calendarDate()) dueOn!: CalendarDate;
  @Col(shortText(30)) dueReason!: DueReason;
  @Col(wholeNumber()) absenceDays!: number;
  @Col(wholeNumber()) extensionDays!: number;
}

import type { CalendarDate } from '#kernel/calendar-date';
import type { Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, reference } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** A manager was told that somebody of theirs is back on a day. */
@StoredIn('return_notice', { unique: [['manager_id', 'person_id', 'back_on']] })
export class ReturnNoticeEntity {
  @Col(id()) id!: Id<'return-notice'>;
  @Col(reference('person')) managerId!: PersonId;
  @Col(reference('person')) personId!: PersonId;
  @Col(calendarDate()) backOn!: CalendarDate;
  @Col(instant()) saidAt!: Instant;
}

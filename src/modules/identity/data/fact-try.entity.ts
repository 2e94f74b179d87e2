import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { calendarDate, id, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Its id is the person's about whom somebody answered. */
@StoredIn('fact_try')
export class FactTryEntity {
  @Col(id()) id!: PersonId;
  @Col(calendarDate()) onDay!: CalendarDate;
  @Col(wholeNumber()) failures!: number;
}

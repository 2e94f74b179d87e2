import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import { calendarDate, id, instant, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('programme')
export class ProgrammeEntity {
  @Col(id()) id!: string;
  @Col(wholeNumber()) cadenceMonths!: number;
  @Col(wholeNumber()) windowWeeks!: number;
  @Col(wholeNumber()) weekday!: number;
  @Col(instant()) setAt!: Instant;
}

@StoredIn('blackout')
export class BlackoutEntity {
  @Col(id()) id!: string;
  @Col(calendarDate()) fromOn!: CalendarDate;
  @Col(calendarDate()) untilOn!: CalendarDate;
  @Col(shortText(200)) reason!: string;
}

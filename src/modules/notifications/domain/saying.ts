import { addDays, type CalendarDate } from '#kernel/calendar-date';

/** What is said about a round; each is also the name of its words. */
export type Saying = 'reminder' | 'exemption-ending';

/** What ends within so many days is worth a word today. */
export const ENDING_DAYS = 14;

export interface SayingFacts {
  readonly isCounted: boolean;
  readonly isExempt: boolean;
  readonly exemptUntil: CalendarDate | null;
}

/** Whether it holds on the day of sending, not on the day when somebody drew up the list. */
export function isTrueOf(saying: Saying, { isCounted, isExempt, exemptUntil }: SayingFacts, today: CalendarDate): boolean {
  if (!isCounted) return false;
  if (saying === 'reminder') return !isExempt;
  return exemptUntil !== null && exemptUntil > today && exemptUntil <= addDays(today, ENDING_DAYS);
}

/** One message for each step of a saying: reminders are counted; of the end of an exemption each day that was set is told once. */
export function stepOf(saying: Saying, said: number, exemptUntil: CalendarDate | null): number {
  return saying === 'reminder' ? said + 1 : Number((exemptUntil ?? '').replaceAll('-', ''));
}

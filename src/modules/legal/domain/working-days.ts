import { addDays, type CalendarDate, calendarDateOf, weekdayOf } from '#kernel/calendar-date';
import type { Deadline, HolidayRule } from './pack';

/** The last of so many working days after `date`: Monday to Friday, without the holidays of the law. The day itself does not count. */
export function dueAfter(date: CalendarDate, { workingDays, holidays }: Deadline): CalendarDate {
  let day = date;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) left--;
  }
  return day;
}

/** The last completion whose paper is overdue on `today`: what was completed up to that day should have been handed over before today. */
export function overdueUpTo(today: CalendarDate, deadline: Deadline): CalendarDate {
  // Ten working days take two weeks at least, and holidays make them longer: so the search begins at the nearest day there can be.
  let day = addDays(today, -1);
  while (dueAfter(day, deadline) >= today) day = addDays(day, -1);
  return day;
}

export function isWorkingDay(date: CalendarDate, holidays: readonly HolidayRule[]): boolean {
  return weekdayOf(date) <= 5 && !holidays.some((rule) => fallsOn(rule, date));
}

function fallsOn(rule: HolidayRule, date: CalendarDate): boolean {
  const year = Number(date.slice(0, 4));
  if ('day' in rule) {
    if (date.slice(5) !== rule.day) return false;
    return rule.from === undefined || (year >= rule.from && (year - rule.from) % (rule.every ?? 1) === 0);
  }
  return nthWeekday(year, rule) === date;
}

function nthWeekday(year: number, { month, weekday, nth }: { month: number; weekday: number; nth: number }): CalendarDate | null {
  const first = calendarDateOf(year, month, 1);
  return first === null ? null : addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
}

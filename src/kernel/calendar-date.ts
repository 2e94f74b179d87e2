declare const calendarDate: unique symbol;

/** A day on the calendar, without hour or zone (`2027-02-28`, 10 characters). Text order is time order. */
export type CalendarDate = string & { readonly [calendarDate]: true };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** @throws RangeError when the text is not a real day (`2027-02-31` is not). */
export function toCalendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`not a day of the calendar: ${text}`);
  return text;
}

export function isCalendarDate(text: string): text is CalendarDate {
  const match = PATTERN.exec(text);
  return match !== null && calendarDateOf(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/** The days that people write: everybody's first day of work, with room after the last to count on from it. */
export const OUR_TIME = { earliest: 1940, latest: 2099 } as const;

export function isDayOfOurTime(text: string): text is CalendarDate {
  return isCalendarDate(text) && text >= `${OUR_TIME.earliest}-01-01` && text <= `${OUR_TIME.latest}-12-31`;
}

/** The day of that year, month (1–12) and day, or null where the calendar has no such day. */
export function calendarDateOf(year: number, month: number, day: number): CalendarDate | null {
  if (!Number.isInteger(year) || year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null;
  return write(year, month, day);
}

/** Calendar months with the end clamped: 31 August + 6 months is the last day of February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  return write(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  if (days === 0) return date;
  return new Date(epochDay(date) * DAY + days * DAY).toISOString().slice(0, 10) as CalendarDate;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  if (from === to) return 0;
  return epochDay(to) - epochDay(from);
}

/**
 * Calendar months from `from` to `to`: the whole months that have passed, plus the part of the month begun,
 * rounded to one decimal (2027-08-31 → 2027-12-31 is 4, → 2028-02-29 is 6).
 */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  if (to < from) return -monthsBetween(to, from);
  const a = partsOf(from);
  const b = partsOf(to);
  let whole = (b.year - a.year) * 12 + (b.month - a.month);
  if (addMonths(from, whole) > to) whole -= 1;
  const begun = addMonths(from, whole);
  const part = daysBetween(begun, to) / daysBetween(begun, addMonths(from, whole + 1));
  return Math.round((whole + part) * 10) / 10;
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(date: CalendarDate): number {
  return ((epochDay(date) + 3) % 7) + 1;
}

export const earliest = (a: CalendarDate, ...rest: CalendarDate[]): CalendarDate =>
  rest.reduce((least, date) => (date < least ? date : least), a);
export const latest = (a: CalendarDate, ...rest: CalendarDate[]): CalendarDate =>
  rest.reduce((most, date) => (date > most ? date : most), a);

const DAY = 86_400_000;

function partsOf(date: CalendarDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function epochDay(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) / DAY;
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function write(year: number, month: number, day: number): CalendarDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CalendarDate;
}

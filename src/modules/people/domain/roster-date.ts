import { addDays, calendarDateOf, type CalendarDate, isDayOfOurTime, OUR_TIME, toCalendarDate } from '#kernel/calendar-date';
import { type Outcome, done, refused } from '#kernel/outcome';

export type DateRefusal = 'not-a-date' | 'no-such-day' | 'two-digit-year' | 'year-out-of-range';

/** ISO, day/month/year, or the serial number in which Excel keeps a day. Month/day/year is never guessed. */
export function parseRosterDate(text: string): Outcome<CalendarDate, DateRefusal> {
  const known = read.get(text);
  if (known) return known;
  const outcome = readDay(text);
  // A company starts people on the same few thousand days: each is understood, and kept, once.
  if (read.size >= READ_AT_MOST) read.clear();
  read.set(text, outcome);
  return outcome;
}

const read = new Map<string, Outcome<CalendarDate, DateRefusal>>();
const READ_AT_MOST = 5_000;

function readDay(text: string): Outcome<CalendarDate, DateRefusal> {
  const iso = ISO.exec(text);
  if (iso) return inRange(calendarDateOf(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const local = DAY_FIRST.exec(text);
  if (local) return inRange(calendarDateOf(Number(local[3]), Number(local[2]), Number(local[1])));
  if (TWO_DIGIT_YEAR.test(text)) return refused('two-digit-year');
  if (SERIAL.test(text)) return inRange(addDays(EXCEL_EPOCH, Math.floor(Number(text))));
  return refused('not-a-date');
}

const MIDNIGHT_OR_LATER = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.? ?m\.?)?Z?)?`;
const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${MIDNIGHT_OR_LATER}$`, 'i');
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${MIDNIGHT_OR_LATER}$`, 'i');
const TWO_DIGIT_YEAR = /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/;
const SERIAL = /^\d{4,5}(?:\.\d+)?$/;

// Excel believes that 1900 was a leap year; from March 1900 on this epoch absorbs the error.
const EXCEL_EPOCH = toCalendarDate('1899-12-30');

function inRange(day: CalendarDate | null): Outcome<CalendarDate, DateRefusal> {
  if (day === null) return refused('no-such-day');
  return isDayOfOurTime(day) ? done(day) : refused('year-out-of-range', OUR_TIME);
}

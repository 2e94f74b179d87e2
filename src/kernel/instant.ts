import type { CalendarDate } from './calendar-date';

declare const instant: unique symbol;

/** A moment, as fixed-width UTC text (`2027-03-01T09:00:00.000Z`, 24 characters), so that text order is time order on every database. */
export type Instant = string & { readonly [instant]: true };

const PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws RangeError when the text is not an ISO moment. */
export function toInstant(text: string): Instant {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw new RangeError(`not an ISO moment: ${text}`);
  return moment.toISOString() as Instant;
}

export function isInstant(text: string): text is Instant {
  return PATTERN.test(text);
}

export function instantOf(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString() as Instant;
}

export function milliseconds(at: Instant): number {
  return Date.parse(at);
}

export function plusSeconds(at: Instant, seconds: number): Instant {
  return instantOf(milliseconds(at) + seconds * 1000);
}

export const plusMinutes = (at: Instant, minutes: number): Instant => plusSeconds(at, minutes * 60);
export const plusHours = (at: Instant, hours: number): Instant => plusSeconds(at, hours * 3600);
export const plusDaysOf24Hours = (at: Instant, days: number): Instant => plusSeconds(at, days * 86_400);

/** The day that `zone` (an IANA name) was living at that moment. An instant and a date never convert without a zone. */
export function dateIn(zone: string, at: Instant): CalendarDate {
  // No zone changes its day except at a quarter of an hour: so what is true of one moment is true of its whole quarter.
  const quarter = `${zone} ${at.slice(0, 14)}${Math.floor(Number(at.slice(14, 16)) / 15)}`;
  const known = days.get(quarter);
  if (known !== undefined) return known;
  const day = formatterOf(zone).format(new Date(at)) as CalendarDate;
  if (days.size >= DAYS_AT_MOST) days.clear();
  days.set(quarter, day);
  return day;
}

const days = new Map<string, CalendarDate>();
const DAYS_AT_MOST = 2000;

/** The first moment of a calendar day in `zone`. */
export function startOfDay(zone: string, day: CalendarDate): Instant {
  const utcMidnight = Date.parse(`${day}T00:00:00.000Z`);
  // The offset at the answer can differ from the offset at UTC midnight only across a change of clocks: a second look settles it.
  const first = utcMidnight - offsetAt(zone, utcMidnight);
  return instantOf(utcMidnight - offsetAt(zone, first));
}

function offsetAt(zone: string, epoch: number): number {
  const parts = wallClockOf(zone).formatToParts(new Date(epoch));
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second'));
  return wall - Math.floor(epoch / 1000) * 1000;
}

const dayFormatters = new Map<string, Intl.DateTimeFormat>();
const wallClocks = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let found = dayFormatters.get(zone);
  if (!found) {
    // The Canadian English locale writes dates as ISO does.
    found = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormatters.set(zone, found);
  }
  return found;
}

function wallClockOf(zone: string): Intl.DateTimeFormat {
  let found = wallClocks.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    wallClocks.set(zone, found);
  }
  return found;
}

import { addDays, addMonths, daysBetween, monthsBetween, weekdayOf, type CalendarDate } from '#kernel/calendar-date';
import { done, refused, type Outcome } from '#kernel/outcome';

/** Something new every four to six calendar months: the discipline that no setting can loosen. */
export const EARLIEST_MONTHS = 4;
export const LATEST_MONTHS = 6;

/** What the company chooses inside that discipline. `weekday` is ISO: 1 Monday … 7 Sunday. */
export interface Cadence {
  readonly cadenceMonths: number;
  readonly windowWeeks: number;
  readonly weekday: number;
}

export const USUAL_CADENCE: Cadence = { cadenceMonths: 5, windowWeeks: 6, weekday: 1 };

/** Days on which no round opens, `fromOn <= day < untilOn`, with the words that say why. */
export interface Blackout {
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate;
  readonly reason: string;
}

/** Why a date is what it is, as data: the code is a message key (`programme.reason.<code>`), the rest its placeholders. */
export type Reason =
  | { readonly code: 'first-round' }
  | { readonly code: 'months-after'; readonly months: number; readonly previous: CalendarDate }
  | { readonly code: 'not-before'; readonly day: CalendarDate }
  | { readonly code: 'late'; readonly latest: CalendarDate }
  | { readonly code: 'moved-for-weekday'; readonly day: CalendarDate; readonly weekday: number }
  | { readonly code: 'moved-for-blackout'; readonly day: CalendarDate; readonly blackout: string }
  | { readonly code: 'weekday-impossible'; readonly weekday: number }
  | { readonly code: 'chosen'; readonly proposed: CalendarDate }
  | { readonly code: 'opened-on-another-day'; readonly planned: CalendarDate };

export interface Opening {
  readonly opensOn: CalendarDate;
  /** Calendar months since the previous opening; null for the first round. */
  readonly gapMonths: number | null;
  readonly reasons: readonly Reason[];
}

/** First and last day on which a round may open after one that opened on `previous`. Both belong to the window. */
export function openingWindow(previous: CalendarDate): { readonly earliest: CalendarDate; readonly latest: CalendarDate } {
  return { earliest: addMonths(previous, EARLIEST_MONTHS), latest: addMonths(previous, LATEST_MONTHS) };
}

/**
 * The opening day after `previous`: as near the preferred date as black-outs and the preferred weekday allow, never outside the window.
 * Days before `notBefore` are gone; when the whole window is, the first possible day is proposed and the reason says that it is late.
 */
export function nextOpening(
  cadence: Cadence,
  blackouts: readonly Blackout[],
  previous: CalendarDate,
  notBefore: CalendarDate,
): Outcome<Opening, 'window-blacked-out'> {
  const window = openingWindow(previous);
  if (notBefore > window.latest) return lateOpening(cadence, blackouts, previous, notBefore);

  const ideal = addMonths(previous, cadence.cadenceMonths);
  const from = notBefore > window.earliest ? notBefore : window.earliest;
  const wanted = ideal < from ? from : ideal;
  const found = nearestFreeDay(cadence.weekday, blackouts, { wanted, from, until: addDays(window.latest, 1) });
  if (!found) return refused('window-blacked-out', { from, until: window.latest });
  return done({
    opensOn: found.day,
    gapMonths: monthsBetween(previous, found.day),
    reasons: [
      { code: 'months-after', months: cadence.cadenceMonths, previous },
      ...(wanted === ideal ? [] : [{ code: 'not-before', day: wanted } as const]),
      ...found.reasons,
    ],
  });
}

/** The first round of all opens on the first suitable day from `from` on. */
export function firstOpening(cadence: Cadence, blackouts: readonly Blackout[], from: CalendarDate): Outcome<Opening, 'window-blacked-out'> {
  const until = addMonths(from, LATEST_MONTHS);
  const found = nearestFreeDay(cadence.weekday, blackouts, { wanted: from, from, until: addDays(until, 1) });
  if (!found) return refused('window-blacked-out', { from, until });
  return done({ opensOn: found.day, gapMonths: null, reasons: [{ code: 'first-round' }, ...found.reasons] });
}

export function blackoutOn(blackouts: readonly Blackout[], day: CalendarDate): Blackout | null {
  return blackouts.find((blackout) => blackout.fromOn <= day && day < blackout.untilOn) ?? null;
}

function lateOpening(
  cadence: Cadence,
  blackouts: readonly Blackout[],
  previous: CalendarDate,
  today: CalendarDate,
): Outcome<Opening, 'window-blacked-out'> {
  const opening = firstOpening(cadence, blackouts, today);
  if (!opening.ok) return opening;
  const [, ...moves] = opening.value.reasons;
  return done({
    opensOn: opening.value.opensOn,
    gapMonths: monthsBetween(previous, opening.value.opensOn),
    reasons: [{ code: 'late', latest: openingWindow(previous).latest }, ...moves],
  });
}

interface Search {
  readonly wanted: CalendarDate;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

function nearestFreeDay(weekday: number, blackouts: readonly Blackout[], search: Search): { day: CalendarDate; reasons: Reason[] } | null {
  const days = daysByNearness(search);
  const free = days.filter((day) => !blackoutOn(blackouts, day));
  const day = free.find((candidate) => weekdayOf(candidate) === weekday) ?? free[0];
  if (!day) return null;

  const reasons: Reason[] = [];
  const beforeBlackouts = days.find((candidate) => weekdayOf(candidate) === weekday) ?? search.wanted;
  if (beforeBlackouts !== search.wanted) reasons.push({ code: 'moved-for-weekday', day: search.wanted, weekday });
  const inTheWay = blackoutOn(blackouts, beforeBlackouts);
  if (inTheWay) reasons.push({ code: 'moved-for-blackout', day: beforeBlackouts, blackout: inTheWay.reason });
  if (weekdayOf(day) !== weekday) reasons.push({ code: 'weekday-impossible', weekday });
  return { day, reasons };
}

/** Every day of the search, the nearest to the wanted one first; of two as near, the earlier. */
function daysByNearness({ wanted, from, until }: Search): CalendarDate[] {
  const farthest = Math.max(daysBetween(from, wanted), daysBetween(wanted, until));
  const outward = Array.from({ length: farthest + 1 }, (_, n) => (n === 0 ? [wanted] : [addDays(wanted, -n), addDays(wanted, n)])).flat();
  return outward.filter((day) => day >= from && day < until);
}

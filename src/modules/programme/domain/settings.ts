import { daysBetween } from '#kernel/calendar-date';
import { done, refused, type Outcome } from '#kernel/outcome';
import { EARLIEST_MONTHS, LATEST_MONTHS, type Blackout, type Cadence } from './cadence';

/** A window has to end before the next round can open, four months later at the soonest. */
export const WINDOW_WEEKS = { least: 2, most: 16 } as const;
export const LONGEST_BLACKOUT_DAYS = 366;

export type CadenceRefusal = 'months-out-of-range' | 'weeks-out-of-range' | 'no-such-weekday';

export function cadenceAllowed(cadence: Cadence): Outcome<Cadence, CadenceRefusal> {
  if (!isWholeBetween(cadence.cadenceMonths, EARLIEST_MONTHS, LATEST_MONTHS))
    return refused('months-out-of-range', { least: EARLIEST_MONTHS, most: LATEST_MONTHS });
  if (!isWholeBetween(cadence.windowWeeks, WINDOW_WEEKS.least, WINDOW_WEEKS.most))
    return refused('weeks-out-of-range', { ...WINDOW_WEEKS });
  if (!isWholeBetween(cadence.weekday, 1, 7)) return refused('no-such-weekday');
  return done(cadence);
}

export type BlackoutRefusal = 'ends-before-it-begins' | 'blackout-too-long' | 'no-reason';

export function blackoutAllowed(blackout: Blackout): Outcome<Blackout, BlackoutRefusal> {
  if (blackout.untilOn <= blackout.fromOn) return refused('ends-before-it-begins');
  if (daysBetween(blackout.fromOn, blackout.untilOn) > LONGEST_BLACKOUT_DAYS)
    return refused('blackout-too-long', { days: LONGEST_BLACKOUT_DAYS });
  if (blackout.reason.trim() === '') return refused('no-reason');
  return done({ ...blackout, reason: blackout.reason.trim().slice(0, 200) });
}

function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

import { addDays, type CalendarDate, daysBetween, latest } from '#kernel/calendar-date';
import type { Circumstances } from './circumstances';
import type { RoundKind } from './round';

/** Whoever starts, or is no longer exempt, has this long. */
export const DAYS_FOR_A_JOINER = 30;

export interface RoundTerms {
  readonly kind: RoundKind;
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
}

/** Which of the dates was the latest: the round's own, thirty days from the start, or thirty from the end of an exemption. */
export const DUE_REASONS = ['round', 'joiner', 'exemption'] as const;
export type DueReason = (typeof DUE_REASONS)[number];

/** A due date with everything that made it. */
export interface Due {
  readonly dueOn: CalendarDate;
  readonly dueReason: DueReason;
  /** Days of absence that moved it. */
  readonly absenceDays: number;
  /** Days of extension in it. */
  readonly extensionDays: number;
}

/**
 * The latest of the round's due date, thirty days from the start and thirty from the end of an exemption; then the extensions;
 * then the clock stands still on each day of absence between the beginning and the due date, which so never falls on one.
 * Only an exemption that began while the clock still ran moves it: whoever was late before stays late once it ends.
 */
export function dueOf(round: RoundTerms, startOn: CalendarDate, circumstances: Circumstances): Due {
  const began = latest(round.opensOn, startOn);
  const startsOwn = addDays(startOn, DAYS_FOR_A_JOINER);
  let due = dueFrom(
    startsOwn > round.dueOn ? { on: startsOwn, reason: 'joiner' } : { on: round.dueOn, reason: 'round' },
    began,
    circumstances,
  );
  for (const { fromOn, untilOn } of [...circumstances.exemptions].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    if (fromOn > due.dueOn) break;
    const afterIt =
      untilOn === null ? null : dueFrom({ on: addDays(untilOn, DAYS_FOR_A_JOINER), reason: 'exemption' }, began, circumstances);
    if (afterIt !== null && afterIt.dueOn > due.dueOn) due = afterIt;
  }
  return due;
}

export const isSameDue = (a: Due, b: Due): boolean =>
  a.dueOn === b.dueOn && a.dueReason === b.dueReason && a.absenceDays === b.absenceDays && a.extensionDays === b.extensionDays;

function dueFrom(
  base: { readonly on: CalendarDate; readonly reason: DueReason },
  began: CalendarDate,
  { absences, extensionDays }: Circumstances,
): Due {
  const extended = addDays(base.on, extensionDays);
  const dueOn = pausedBy(absences, began, extended);
  return { dueOn, dueReason: base.reason, absenceDays: daysBetween(extended, dueOn), extensionDays };
}

function pausedBy(absences: Circumstances['absences'], began: CalendarDate, dueOn: CalendarDate): CalendarDate {
  let moved = dueOn;
  let back = began;
  for (const { fromOn, untilOn } of [...absences].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    // A day on which two absences lie is one day.
    const from = latest(fromOn, back);
    if (from <= moved && untilOn > from) {
      moved = addDays(moved, daysBetween(from, untilOn));
      back = untilOn;
    }
  }
  return moved;
}

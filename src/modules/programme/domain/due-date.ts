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
 */
export function dueOf(round: RoundTerms, startOn: CalendarDate, { absences, exemptions, extensionDays }: Circumstances): Due {
  const dates: { on: CalendarDate; reason: DueReason }[] = [
    { on: round.dueOn, reason: 'round' },
    { on: addDays(startOn, DAYS_FOR_A_JOINER), reason: 'joiner' },
    ...exemptions.flatMap(({ untilOn }) =>
      untilOn === null ? [] : [{ on: addDays(untilOn, DAYS_FOR_A_JOINER), reason: 'exemption' as const }],
    ),
  ];
  const base = dates.reduce((best, date) => (date.on > best.on ? date : best));
  const began = latest(round.opensOn, startOn);
  const extended = addDays(base.on, extensionDays);
  const dueOn = pausedBy(absences, began, extended);
  return { dueOn, dueReason: base.reason, absenceDays: daysBetween(extended, dueOn), extensionDays };
}

/** Where a due date comes to lie when somebody is given more days: the clock goes on from it, and stands still on each day of absence. */
export const dueWithMore = (dueOn: CalendarDate, days: number, absences: Circumstances['absences']): CalendarDate =>
  pausedBy(absences, dueOn, addDays(dueOn, days));

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

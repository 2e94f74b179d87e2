import type { CalendarDate } from '#kernel/calendar-date';

/**
 * Where a person stands in a round, in the order in which reports name it: the classes of the ledger, and `missing` for somebody
 * on the roster whom no assignment has reached, which is an alarm.
 */
export const PLACES = ['completed', 'inProgress', 'notStarted', 'notYetDue', 'onLeave', 'exempt', 'left', 'missing'] as const;
export type Place = (typeof PLACES)[number];

/** Done, still to do, or with a reason not to. */
export const SIDES = ['left', 'done', 'apart'] as const;
export type Side = (typeof SIDES)[number];

export const PLACES_OF: Readonly<Record<Side, readonly Place[]>> = {
  left: ['inProgress', 'notStarted', 'notYetDue', 'missing'],
  done: ['completed'],
  apart: ['onLeave', 'exempt', 'left'],
};

export type BadgeState = 'done' | 'due' | 'late' | 'away' | 'todo';

/** The sign beside the word: lateness shows before progress. */
export function badgeOf(place: Place, dueOn: CalendarDate | null, today: CalendarDate): BadgeState {
  switch (place) {
    case 'completed':
      return 'done';
    case 'onLeave':
    case 'exempt':
    case 'left':
      return 'away';
    case 'missing':
      return 'late';
    case 'inProgress':
      return isPast(dueOn, today) ? 'late' : 'due';
    case 'notStarted':
    case 'notYetDue':
      return isPast(dueOn, today) ? 'late' : 'todo';
  }
}

/** Past the own date with something still to do. */
export function isLate(place: Place, dueOn: CalendarDate | null, today: CalendarDate): boolean {
  return PLACES_OF.left.includes(place) && isPast(dueOn, today);
}

function isPast(dueOn: CalendarDate | null, today: CalendarDate): boolean {
  return dueOn !== null && dueOn < today;
}

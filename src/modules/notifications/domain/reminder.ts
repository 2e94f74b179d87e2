import type { CalendarDate } from '#kernel/calendar-date';

/** So many messages about one round are help; more are noise. */
export const MOST_NOTICES = 4;

/** What stands on the day of sending, not on the day when somebody drew up the list. */
export interface ReminderFacts {
  /** Whether what the message says holds for the person: to be in an open round, here, neither done nor away, and let off or not. */
  readonly isTrue: boolean;
  readonly hasAccess: boolean;
  readonly isReachable: boolean;
  /** Notices about this round so far. */
  readonly said: number;
  readonly lastSaidOn: CalendarDate | null;
}

export type Verdict = 'send' | 'not-true' | 'today' | 'enough' | 'no-access' | 'unreachable';

/** Nothing false is said, nothing twice in a day, and nobody is sent to a door that they have no key for. */
export function verdictOf(facts: ReminderFacts, today: CalendarDate): Verdict {
  if (!facts.isTrue) return 'not-true';
  if (facts.lastSaidOn !== null && facts.lastSaidOn >= today) return 'today';
  if (facts.said >= MOST_NOTICES) return 'enough';
  if (!facts.hasAccess) return 'no-access';
  return facts.isReachable ? 'send' : 'unreachable';
}

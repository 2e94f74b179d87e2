import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { done, type Outcome, refused } from '#kernel/outcome';

/** What one extension gives; the same for everybody, so that one tap is enough to ask. */
export const EXTENSION_DAYS = 14;
export const EXTENSIONS_PER_ROUND = 2;

/** From so many days before the due date on, the page offers to ask. */
export const ASK_FROM_DAYS = 7;

export type AskRefusal = 'already-asked' | 'no-more-extensions' | 'already-completed' | 'has-left' | 'round-closed';

export interface ExtensionFacts {
  readonly isCompleted: boolean;
  readonly hasLeft: boolean;
  readonly isClosed: boolean;
  readonly granted: number;
  readonly isWaiting: boolean;
}

export function askAllowed(facts: ExtensionFacts): Outcome<number, AskRefusal> {
  if (facts.isCompleted) return refused('already-completed');
  if (facts.hasLeft) return refused('has-left');
  if (facts.isClosed) return refused('round-closed');
  if (facts.isWaiting) return refused('already-asked');
  if (facts.granted >= EXTENSIONS_PER_ROUND) return refused('no-more-extensions', { most: EXTENSIONS_PER_ROUND });
  return done(EXTENSION_DAYS);
}

/** Close to the date, or past it: before that, asking would only make people put it off. */
export const isTimeToAsk = (dueOn: CalendarDate, today: CalendarDate): boolean => dueOn <= addDays(today, ASK_FROM_DAYS);

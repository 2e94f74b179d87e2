import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { done, type Outcome, refused } from '#kernel/outcome';

/** What one extension gives; the same for everybody, so that one tap is enough to ask. */
export const EXTENSION_DAYS = 14;
export const EXTENSIONS_PER_ROUND = 2;

/** From so many days before the due date on, the page offers to ask. */
export const ASK_FROM_DAYS = 7;

/** What more time would no longer do anything for. */
export type GrantRefusal = 'already-completed' | 'has-left' | 'round-closed' | 'no-more-extensions';
export type AskRefusal = 'already-asked' | GrantRefusal;

export interface ExtensionFacts {
  readonly isCompleted: boolean;
  readonly hasLeft: boolean;
  readonly isClosed: boolean;
  readonly granted: number;
  readonly isWaiting: boolean;
}

export function askAllowed(facts: ExtensionFacts): Outcome<number, AskRefusal> {
  return objectionTo(facts) ?? (facts.isWaiting ? refused('already-asked') : done(EXTENSION_DAYS));
}

/** What was asked for is given only where it still moves a date: much may have happened since. */
export function grantAllowed(facts: Omit<ExtensionFacts, 'isWaiting'>): Outcome<undefined, GrantRefusal> {
  return objectionTo(facts) ?? done();
}

function objectionTo({ isCompleted, hasLeft, isClosed, granted }: Omit<ExtensionFacts, 'isWaiting'>) {
  if (isCompleted) return refused('already-completed');
  if (hasLeft) return refused('has-left');
  if (isClosed) return refused('round-closed');
  return granted >= EXTENSIONS_PER_ROUND ? refused('no-more-extensions', { most: EXTENSIONS_PER_ROUND }) : null;
}

/** Close to the date, or past it: before that, asking would only make people put it off. */
export const isTimeToAsk = (dueOn: CalendarDate, today: CalendarDate): boolean => dueOn <= addDays(today, ASK_FROM_DAYS);

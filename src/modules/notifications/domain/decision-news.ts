import { type Instant, plusMinutes } from '#kernel/instant';

/** HR decides one after the other: what is decided within minutes is told together, and nobody waits for the last of a long afternoon. */
const QUIET_MINUTES = 2;
const MOST_MINUTES = 10;

/** What is older is no news: whoever wants to know has looked. */
export const NEWS_DAYS = 3;

/** `decidedAt` are the moments of what one person has not been told of. */
export function isTimeToTell(decidedAt: readonly Instant[], now: Instant): boolean {
  const sorted = [...decidedAt].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return false;
  return last <= plusMinutes(now, -QUIET_MINUTES) || first <= plusMinutes(now, -MOST_MINUTES);
}

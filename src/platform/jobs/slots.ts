import { CronExpressionParser } from 'cron-parser';
import { type Instant, toInstant } from '#kernel/instant';
import type { Job } from './job';

/** However long the process was away, no job catches up with more than this. */
const MOST = 100;

/** The slots of a job after `since` and up to `now`, oldest first. Without a `since` (a job that never ran) only the last one. */
export function dueSlots(job: Pick<Job, 'every' | 'missed'>, since: Instant | null, now: Instant): Instant[] {
  const walk = CronExpressionParser.parse(job.every, { currentDate: now, tz: 'UTC' });
  const found: Instant[] = [];
  // prev() is strictly before; a slot that falls exactly on `now` is due too.
  if (walk.includesDate(asDate(now))) found.push(now);
  const wanted = job.missed === 'once' || since === null ? 1 : MOST;
  while (found.length < wanted) {
    const slot = toInstant(walk.prev().toISOString() ?? now);
    if (since !== null && slot <= since) break;
    found.push(slot);
  }
  return found.filter((slot) => since === null || slot > since).reverse();
}

export function nextSlot(job: Pick<Job, 'every'>, now: Instant): Instant {
  return toInstant(CronExpressionParser.parse(job.every, { currentDate: now, tz: 'UTC' }).next().toISOString() ?? now);
}

function asDate(at: Instant): Date {
  // eslint-disable-next-line no-restricted-syntax -- the library asks for a Date; it does not leave this file
  return new Date(at);
}

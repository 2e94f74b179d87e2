import { SessionService } from '#modules/identity';
import { JobRunner } from '#platform/jobs/jobs';
import type { TestApp } from './app';

/**
 * How often a page asks the database. What jobs do beside it is not the page's; the noting of a session is counted to its end, and
 * happens once in a while only: the calmest of three looks tells.
 */
export async function queriesOf(app: TestApp, look: () => Promise<unknown>): Promise<number> {
  const counts: number[] = [];
  for (let times = 0; times < 3; times++) {
    await app.get(JobRunner).settled();
    const before = app.db.statements;
    await look();
    await app.get(SessionService).settled();
    counts.push(app.db.statements - before);
  }
  return Math.min(...counts);
}

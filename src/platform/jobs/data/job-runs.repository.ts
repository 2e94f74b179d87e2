import { Injectable } from '@nestjs/common';
import { type Id, newId } from '#kernel/id';
import { type Instant, plusDaysOf24Hours, plusMinutes } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { JobRunEntity } from './job-run.entity';

const LEASE_MINUTES = 15;
const MOST_ATTEMPTS = 5;
const KEPT_DAYS = 14;

/** The row of a slot is the lock that one process takes, the record of what came of it, and the mark of how far the job has got. */
@Injectable()
export class JobRuns {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  async lastSlot(job: string): Promise<Instant | null> {
    const found = await this.db.row<{ slot: Instant | null }>(sql`SELECT MAX(slot) AS slot FROM job_run WHERE job = ${job}`);
    return found?.slot ?? null;
  }

  /** Slots that a process began and never finished: its lease is over, and tries are left. */
  abandoned(job: string, now: Instant): Promise<Pick<JobRunEntity, 'id' | 'slot' | 'attempts'>[]> {
    return this.db.rows(sql`SELECT id, slot, attempts FROM job_run WHERE job = ${job} AND finished_at IS NULL AND exhausted_at IS NULL AND lease_until < ${now} ORDER BY slot`);
  }

  /** The id of the run when this process got the slot, null when another one has it. */
  claim(job: string, slot: Instant, now: Instant): Promise<Id<'job-run'> | null> {
    const run: JobRunEntity = { id: newId(), job, slot, attempts: 1, startedAt: now, leaseUntil: plusMinutes(now, LEASE_MINUTES), finishedAt: null, exhaustedAt: null, handled: null, problem: null };
    return this.work.run(async () => ((await this.db.insert('job_run', [run], 'nothing')) === 1 ? run.id : null));
  }

  /** Compare-and-set on the attempts: of two processes that find the same abandoned slot, one gets it. */
  takeOver(run: Pick<JobRunEntity, 'id' | 'attempts'>, now: Instant): Promise<boolean> {
    return this.work.run(
      async () =>
        (await this.db.execute(
          sql`UPDATE job_run SET attempts = ${run.attempts + 1}, started_at = ${now}, lease_until = ${plusMinutes(now, LEASE_MINUTES)} WHERE id = ${run.id} AND attempts = ${run.attempts} AND finished_at IS NULL`,
        )) === 1,
    );
  }

  finished(id: string, handled: number, now: Instant): Promise<boolean> {
    return this.work.run(() => this.db.update('job_run', id, { finishedAt: now, handled, problem: null }));
  }

  /** The lease ends at once, so that the next tick tries again; after the last try the slot is given up, for a person to look at. */
  failed(id: string, problem: string, now: Instant): Promise<number> {
    return this.work.run(() =>
      this.db.execute(
        sql`UPDATE job_run SET problem = ${problem.slice(0, 2000)}, lease_until = ${now}, exhausted_at = CASE WHEN attempts >= ${MOST_ATTEMPTS} THEN ${now} ELSE NULL END WHERE id = ${id}`,
      ),
    );
  }

  forget(now: Instant): Promise<number> {
    return this.work.run(() => this.db.execute(sql`DELETE FROM job_run WHERE finished_at IS NOT NULL AND slot < ${plusDaysOf24Hours(now, -KEPT_DAYS)}`));
  }

  /** The latest run of every job. */
  latest(): Promise<JobRunEntity[]> {
    return this.db.rows(sql`SELECT r.* FROM job_run r JOIN (SELECT job, MAX(slot) AS slot FROM job_run GROUP BY job) l ON l.job = r.job AND l.slot = r.slot`);
  }
}

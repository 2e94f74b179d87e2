import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { schedule, type ScheduledTask } from 'node-cron';
import type { Instant } from '#kernel/instant';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { Clock } from '#platform/time/clock';
import { Contexts } from '#platform/time/contexts';
import { JobRuns } from './data/job-runs.repository';
import type { Job } from './job';
import { dueSlots } from './slots';

/** node-cron only knocks, once a minute; rows decide what is due and who does it. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly jobs = new Map<string, Job>();
  private readonly soonRunning = new Map<string, Promise<void>>();
  private readonly soonAgain = new Set<string>();
  private task: ScheduledTask | null = null;
  private ticking: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(
    private readonly runs: JobRuns,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly contexts: Contexts,
    private readonly log: Log,
  ) {}

  /** @throws Error when two jobs have one name. */
  register(...jobs: Job[]): void {
    for (const job of jobs) {
      if (this.jobs.has(job.name)) throw new Error(`two jobs are called ${job.name}`);
      this.jobs.set(job.name, job);
    }
  }

  all(): readonly Job[] {
    return [...this.jobs.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Begins to knock. Only the served application does: the command line and tests run jobs by hand. */
  start(): void {
    this.task = schedule('* * * * *', () => this.tick(), { timezone: 'UTC', noOverlap: true, name: 'tick' });
    void this.tick();
  }

  /** Runs everything that is due now. */
  tick(): Promise<void> {
    this.ticking = this.ticking.then(() => this.runDue());
    return this.ticking;
  }

  /** Runs a job by hand, for the slot `at`. Null when there is no job of that name. */
  async runNow(name: string, at: Instant = this.clock.now()): Promise<number | null> {
    const job = this.jobs.get(name);
    return job ? job.run(at, { ...this.contexts.system(`job ${name}`) }) : null;
  }

  /** Runs a job right after the current unit of work commits; several wishes become one run. The minute's tick is the net below. */
  soon(name: string): void {
    this.work.afterCommit(() => {
      if (this.closing) return;
      if (this.soonRunning.has(name)) this.soonAgain.add(name);
      else this.soonRunning.set(name, this.runSoon(name));
    });
  }

  /** When everything asked for with `soon` has run: for tests and for closing. */
  async settled(): Promise<void> {
    while (this.soonRunning.size > 0) await Promise.all(this.soonRunning.values());
  }

  onApplicationBootstrap(): void {
    this.closing = false;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true;
    await this.task?.destroy();
    await this.ticking;
    await this.settled();
  }

  private async runSoon(name: string): Promise<void> {
    // Let the request that asked go first.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      do {
        this.soonAgain.delete(name);
        await this.runNow(name);
      } while (this.soonAgain.has(name) && !this.closing);
    } catch (error) {
      this.log.error({ job: name, error }, 'a job asked for in between failed; the next tick tries again');
    } finally {
      this.soonRunning.delete(name);
    }
  }

  private async runDue(): Promise<void> {
    for (const job of this.jobs.values()) {
      if (this.closing) return;
      try {
        await this.runDueSlots(job);
      } catch (error) {
        this.log.error({ job: job.name, error }, 'the slots of a job could not be read');
      }
    }
    await this.runs.forget(this.clock.now());
  }

  private async runDueSlots(job: Job): Promise<void> {
    for (const run of await this.runs.abandoned(job.name, this.clock.now())) {
      if (await this.runs.takeOver(run, this.clock.now())) await this.runSlot(job, run.id, run.slot);
    }
    for (const slot of dueSlots(job, await this.runs.lastSlot(job.name), this.clock.now())) {
      const claimed = await this.runs.claim(job.name, slot, this.clock.now());
      if (claimed !== null) await this.runSlot(job, claimed, slot);
    }
  }

  private async runSlot(job: Job, id: string, slot: Instant): Promise<void> {
    try {
      const handled = await job.run(slot, this.contexts.system(`job ${job.name}`));
      await this.runs.finished(id, handled, this.clock.now());
    } catch (error) {
      this.log.error({ job: job.name, slot, error }, 'a job failed');
      await this.runs.failed(id, error instanceof Error ? error.message : String(error), this.clock.now());
    }
  }
}

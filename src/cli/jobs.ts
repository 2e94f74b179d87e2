import type { Command } from 'commander';
import { isCalendarDate } from '#kernel/calendar-date';
import { startOfDay } from '#kernel/instant';
import { JobRuns } from '#platform/jobs/data/job-runs.repository';
import { JobRunner } from '#platform/jobs/jobs';
import { nextSlot } from '#platform/jobs/slots';
import { atTheDesk, print, printJson, printTable, Refusal } from './command';

export function jobCommands(program: Command): void {
  const job = program
    .command('job')
    .description('run one of the scheduled jobs now, or list them')
    .argument('<name>', 'the job, or "list"')
    .option('--on <date>', 'as if it ran on that day (YYYY-MM-DD)')
    .option('--json', 'print data');
  job.action((name: string, options: { on?: string; json?: boolean }) =>
    name === 'list' ? list(options.json === true) : run(name, options),
  );
}

function run(name: string, options: { on?: string; json?: boolean }): Promise<void> {
  return atTheDesk(`job ${name}`, async ({ get, ctx }) => {
    const { on } = options;
    if (on !== undefined && !isCalendarDate(on)) throw new Refusal(`--on ${on}: not a day of the calendar; write it as 2027-03-01.`);
    const runner = get(JobRunner);
    const handled = await runner.runNow(name, on === undefined ? ctx.now : startOfDay(ctx.zone, on));
    if (handled === null)
      throw new Refusal(
        `There is no job called ${name}. These are: ${runner
          .all()
          .map((known) => known.name)
          .join(', ')}.`,
      );
    if (options.json === true) printJson({ job: name, handled });
    else print(`${name}: ${handled}`);
  });
}

function list(asJson: boolean): Promise<void> {
  return atTheDesk('job list', async ({ get, ctx }) => {
    const latest = new Map((await get(JobRuns).latest()).map((run) => [run.job, run]));
    const jobs = get(JobRunner)
      .all()
      .map((job) => {
        const run = latest.get(job.name);
        return {
          job: job.name,
          every: job.every,
          lastRun: run?.startedAt ?? null,
          handled: run?.handled ?? null,
          problem: run?.problem ?? null,
          nextRun: nextSlot(job, ctx.now),
        };
      });
    if (asJson) printJson(jobs);
    else
      printTable([
        ['job', 'every', 'last', 'next', 'problem'],
        ...jobs.map((job) => [job.job, job.every, job.lastRun ?? '-', job.nextRun, job.problem ?? '']),
      ]);
  });
}

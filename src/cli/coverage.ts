import type { Command } from 'commander';
import { type CalendarDate, isCalendarDate } from '#kernel/calendar-date';
import { type Coverage, ProgrammeService } from '#modules/programme';
import { atTheDesk, type Desk, printJson, printTable, Refusal } from './command';

interface Options {
  readonly round?: string;
  readonly asOf?: string;
  readonly json?: boolean;
}

export function coverageCommands(program: Command): void {
  program
    .command('coverage')
    .description('where everybody on the roster stands in a round')
    .option('--round <round>', 'its code or id; the open one without it, on that day')
    .option('--as-of <date>', 'on that day (YYYY-MM-DD)')
    .option('--json', 'print data')
    .action((options: Options) =>
      atTheDesk('coverage', async (desk) => {
        const coverage = await coverageOf(desk, options);
        if (options.json === true) {
          printJson(coverage);
          return;
        }
        const { round, asOf, ...counts } = coverage;
        printTable([
          ['round', round.code],
          ['unit', round.unit],
          ['on', asOf],
          ...Object.entries(counts).map(([name, count]) => [name, String(count)]),
        ]);
      }),
    );
}

async function coverageOf({ get }: Desk, { round: ref, asOf }: Options): Promise<Coverage> {
  if (asOf !== undefined && !isCalendarDate(asOf)) throw new Refusal(`--as-of ${asOf}: not a day of the calendar; write it as 2027-03-01.`);
  const programme = get(ProgrammeService);
  const opened = (await programme.rounds()).filter(({ openedAt, opensOn }) => openedAt !== null && opensOn <= (asOf ?? opensOn));
  // The open one; where none is, and on a day of the past, the last that had opened.
  const round =
    ref === undefined
      ? ((asOf === undefined ? opened.find(({ closedAt }) => closedAt === null) : undefined) ?? opened.at(-1))
      : await programme.round(ref);
  if (!round) throw new Refusal(ref === undefined ? noneYet(asOf) : `There is no round ${ref}.`);
  const coverage = await programme.ledger(round.id, asOf);
  if (!coverage)
    throw new Refusal(
      asOf === undefined ? `Round ${round.code} has not been opened yet.` : `On ${asOf} round ${round.code} had not been opened.`,
    );
  return coverage;
}

const noneYet = (asOf: CalendarDate | undefined): string =>
  asOf === undefined ? 'No round has been opened yet.' : `On ${asOf} no round had been opened.`;

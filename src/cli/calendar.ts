import type { Command } from 'commander';
import { isCalendarDate } from '#kernel/calendar-date';
import { type CalendarEntry, ProgrammeService } from '#modules/programme';
import { atTheDesk, type Desk, print, printJson, printTable, Refusal } from './command';

interface Options {
  readonly years: string;
  readonly from?: string;
  readonly json?: boolean;
}

export function calendarCommands(program: Command): void {
  program
    .command('calendar')
    .description('the rounds of the next years, each with the reason for its date')
    .option('--years <n>', 'how many years', '4')
    .option('--from <date>', 'plan from that day (YYYY-MM-DD)')
    .option('--json', 'print data')
    .action((options: Options) => atTheDesk('calendar', (desk) => calendar(desk, options)));

  const round = program.command('round').description('open or close a round');
  round
    .command('open')
    .description('open a round for everybody on the roster')
    .argument('<round>', 'its code (2027-1) or id')
    .option('--json', 'print data')
    .action((ref: string, options: { json?: boolean }) =>
      atTheDesk('round open', async ({ get, ctx, say }) => {
        const opened = await get(ProgrammeService).openRound(ctx, ref);
        if (!opened.ok) throw new Refusal(say(`programme.refusal.${opened.refusal}`, opened.details));
        report(opened.value, options);
      }),
    );
  round
    .command('close')
    .description('close a round and freeze its ledger')
    .argument('<round>', 'its code (2027-1) or id')
    .option('--json', 'print data')
    .action((ref: string, options: { json?: boolean }) =>
      atTheDesk('round close', async ({ get, ctx, say }) => {
        const closed = await get(ProgrammeService).closeRound(ctx, ref);
        if (!closed.ok) throw new Refusal(say(`programme.refusal.${closed.refusal}`, { code: ref, ...closed.details }));
        report(closed.value, options);
      }),
    );
}

async function calendar({ get, ctx, say }: Desk, { years, from, json }: Options): Promise<void> {
  if (!/^([1-9]|1\d|20)$/.test(years)) throw new Refusal(`--years ${years}: a whole number from 1 to 20.`);
  if (from !== undefined && !isCalendarDate(from)) throw new Refusal(`--from ${from}: not a day of the calendar; write it as 2027-03-01.`);
  const { rounds, blocked } = await get(ProgrammeService).plan(ctx, Number(years), from);
  const rows = rounds.map((entry) => ({
    unit: entry.unit,
    opensOn: entry.opensOn,
    dueOn: entry.dueOn,
    closesOn: entry.closesOn,
    gapMonths: entry.gapMonths,
    reason: reasonOf(entry, say),
    code: entry.code,
    state: entry.state,
  }));
  if (blocked) process.stderr.write(`${say('programme.refusal.window-blacked-out', { ...blocked })}\n`);
  if (json === true) {
    printJson(rows);
    return;
  }
  printTable([
    ['round', 'unit', 'opens', 'due', 'closes', 'gap', 'state', 'reason'],
    ...rows.map((row) => [row.code, row.unit, row.opensOn, row.dueOn, row.closesOn, String(row.gapMonths ?? '-'), row.state, row.reason]),
  ]);
}

function reasonOf(entry: CalendarEntry, say: Desk['say']): string {
  return entry.reasons.map(({ code, ...values }) => say(`programme.reason.${code}`, values)).join(' ');
}

function report(value: object, { json }: { json?: boolean }): void {
  if (json === true) printJson(value);
  else print(JSON.stringify(value));
}

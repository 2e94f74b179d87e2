import { createWriteStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { isCalendarDate } from '#kernel/calendar-date';
import { CompletionReport, REPORT_FORMATS, type ReportFormat } from '#modules/reporting';
import { atTheDesk, type Desk, print, Refusal } from './command';

interface Options {
  readonly format: string;
  readonly out: string;
  readonly round?: string;
  readonly on?: string;
  readonly team?: string;
  readonly supplier?: string;
  readonly site?: string;
}

export function reportCommands(program: Command): void {
  program
    .command('report')
    .description('write a report into a file')
    .argument('<name>', 'completion: where everybody stands in a round, person by person')
    .requiredOption('--format <format>', REPORT_FORMATS.join(' or '))
    .requiredOption('--out <file>', 'where to write')
    .option('--round <round>', 'its code; the current one without it')
    .option('--on <date>', 'as it stood on that day (YYYY-MM-DD); today without it')
    .option('--team <team>', 'of one team, by its name')
    .option('--supplier <supplier>', 'of the people of one supplier, by its name')
    .option('--site <site>', 'of one site, by its name')
    .action((name: string, options: Options) => atTheDesk('report', (desk) => report(desk, name, options)));
}

async function report({ get, ctx, say }: Desk, name: string, { format, out, round, on, ...groups }: Options): Promise<void> {
  if (name !== 'completion') throw new Refusal(`There is no report called ${name}. There is: completion.`);
  if (!isFormat(format)) throw new Refusal(`--format ${format}: ${REPORT_FORMATS.join(' or ')}.`);
  if (on !== undefined && !isCalendarDate(on)) throw new Refusal(`--on ${on}: not a day of the calendar; write it as 2027-03-01.`);
  const file = resolve(out);
  if (existsSync(file)) throw new Refusal(`${file} exists already; give the report a new name.`);
  const among = await get(CompletionReport).named(groups);
  if (!among.ok) throw new Refusal(say(`reporting.refusal.${among.refusal}`, among.details));
  const made = await get(CompletionReport).file(ctx, { round, on: on ?? null, ...among.value }, format);
  if (!made.ok) throw new Refusal(say(`reporting.refusal.${made.refusal}`, made.details));
  const { body } = made.value;
  await pipeline(body instanceof Readable ? body : Readable.from(body), createWriteStream(file, { mode: 0o600 }));
  print(`Written to ${file}.`);
}

function isFormat(text: string): text is ReportFormat {
  return REPORT_FORMATS.includes(text as ReportFormat);
}

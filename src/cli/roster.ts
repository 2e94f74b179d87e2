import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { isId, type ImportId } from '#kernel/id';
import { COLUMN_NAMES, type ImportReport, RosterService, RosterUndoService } from '#modules/people';
import { Config } from '#platform/config/config';
import { atTheDesk, type Desk, print, printJson, Refusal } from './command';

interface Options {
  readonly full?: boolean;
  readonly approve?: boolean;
  readonly json?: boolean;
}

export function rosterCommands(program: Command): void {
  const roster = program.command('roster').description('the people that the programme is for');
  roster
    .command('check')
    .description('say what a roster file would do, without doing it')
    .argument('<file>', 'CSV or XLSX')
    .option('--full', 'the file names everybody: who is missing from it has left')
    .option('--json', 'print data')
    .addHelpText('after', columnsHelp)
    .action((file: string, options: Options) =>
      atTheDesk('roster check', async (desk) => {
        show(await checked(desk, file, options), options);
      }),
    );
  roster
    .command('import')
    .description('check a roster file and apply it in one transaction')
    .argument('<file>', 'CSV or XLSX')
    .option('--full', 'the file names everybody: who is missing from it has left')
    .option(
      '--approve',
      'apply it although rows were refused (without those rows), many people would leave, or a code would pass to somebody else',
    )
    .option('--json', 'print data')
    .action((file: string, options: Options) =>
      atTheDesk('roster import', async (desk) => {
        const preview = await checked(desk, file, options);
        const applied = await desk.get(RosterService).apply(desk.ctx, preview.import, { approve: options.approve === true });
        // What was noticed while it was checked is no longer kept once it is applied.
        show(applied.ok ? { ...applied.value, notice: preview.notice } : preview, options);
        if (!applied.ok) throw new Refusal(desk.say(`people.refusal.${applied.refusal}`, applied.details));
      }),
    );
  roster
    .command('undo')
    .description('take an import of the last thirty days back, wherever nobody has changed since what it wrote')
    .argument('<import>', 'its id, as roster import --json and its page say it')
    .option('--json', 'print data')
    .action((id: string, options: Options) => atTheDesk('roster undo', (desk) => undo(desk, id, options)));
}

async function undo(desk: Desk, id: string, options: Options): Promise<void> {
  const service = desk.get(RosterUndoService);
  const undone = isId(id) ? await service.undo(desk.ctx, id as ImportId) : ({ ok: false, refusal: 'no-such-import', details: {} } as const);
  if (!undone.ok) throw new Refusal(desk.say(`people.undo.refusal.${undone.refusal}`, undone.details));
  const report = service.report(desk.ctx, undone.value);
  if (options.json === true) {
    printJson(report);
    return;
  }
  print(`${report.takenBack} people or suppliers are again as they were; ${report.kept.length} things stay as they are.`);
  for (const { code, name, field, message } of report.kept) print(`  ${name}${code === '' ? '' : ` (${code})`}, ${field}: ${message}`);
}

async function checked(desk: Desk, file: string, options: Options): Promise<ImportReport> {
  const brought = {
    name: basename(file),
    bytes: bytesOf(file),
    mode: options.full === true ? 'full' : 'partial',
    source: 'command',
  } as const;
  const outcome = await desk.get(RosterService).checkFile(desk.ctx, brought);
  if (outcome.ok) return outcome.value;
  const why = desk.say(`people.file.${outcome.refusal}`, outcome.details);
  const awaits = outcome.details['import'];
  if (awaits === undefined) throw new Refusal(why);
  throw new Refusal(
    `${why}\n${desk.say('people.columns.at-the-desk', { link: `${desk.get(Config).publicUrl}/roster/imports/${awaits}` })}`,
  );
}

/** The names by which a column is known, for whoever prepares a file. */
function columnsHelp(): string {
  const names = Object.entries(COLUMN_NAMES.en) as [keyof typeof COLUMN_NAMES.en, string][];
  return `\nColumns, in the first row:\n${names.map(([column, name]) => `  ${name} = ${COLUMN_NAMES.es[column]}`).join('\n')}`;
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    if (code === 'ENOENT') throw new Refusal(`There is no file ${file}.`);
    throw new Refusal(code === 'EISDIR' ? `${file} is a folder, not a file.` : `${file} cannot be read: ${code}.`);
  }
}

function show(report: ImportReport, options: Options): void {
  if (options.json === true) {
    printJson(report);
    return;
  }
  const { rows, added, changed, unchanged, returned, left, rejected } = report;
  print(
    `${rows} rows: ${added} added, ${changed} changed, ${unchanged} unchanged, ${returned} returned, ${left} left, ${rejected.length} refused.`,
  );
  if (report.notice !== null) print(report.notice);
  for (const { row, column, message } of rejected) print(`  row ${row}, ${column}: ${message}`);
  if (report.doubts.length > 0) print('Look at these rows:');
  for (const { row, column, message } of report.doubts) print(`  row ${row}, ${column}: ${message}`);
  if (report.needsApproval) print('It needs approval (--approve).');
}

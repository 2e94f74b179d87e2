import { existsSync, readFileSync, statSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AccreditationService, DiplomaArchive, FILE_MEGABYTES, FileVerifier, TeamDiplomasReadModel } from '#modules/accreditation';
import { writeStatusFolder } from './status-folder';
import { atTheDesk, type Desk, print, printJson, Refusal } from './command';

interface ExportOptions {
  readonly round?: string;
  readonly team?: string;
  readonly supplier?: string;
  readonly out: string;
  readonly json?: boolean;
}

export function diplomaCommands(program: Command): void {
  const one = program.command('diploma').description('one diploma, and where each of them stands');
  one
    .command('verify')
    .description('say whether a diploma is valid; ends with 1 when it is not')
    .argument('<file-or-code>', 'the PDF, or the code that stands on it')
    .option('--json', 'print data')
    .action((fileOrCode: string, options: { json?: boolean }) =>
      atTheDesk('diploma verify', async ({ get }) => {
        const verification = existsSync(fileOrCode)
          ? await get(FileVerifier).verify(readDiploma(fileOrCode))
          : (await get(AccreditationService).verify(fileOrCode)).verification;
        if (options.json === true) printJson(verification);
        else for (const [name, value] of Object.entries(verification)) print(`${name}: ${inOneLine(value)}`);
        if (verification.status !== 'valid') process.exitCode = 1;
      }),
    );

  one
    .command('status')
    .description('write the signed status of every diploma, with a page that verifies without a server, for hosting elsewhere')
    .requiredOption('--out <folder>', 'a folder, or a file that ends with .zip')
    .option('--json', 'print data')
    .action((options: { out: string; json?: boolean }) => atTheDesk('diploma status', (desk) => writeStatusFolder(desk, options)));

  program
    .command('diplomas')
    .description('many diplomas')
    .command('export')
    .description('write the valid diplomas into a ZIP, with a list of them')
    .option('--round <round>', 'of one round, by its code')
    .option('--team <team>', 'of the people who are in one team now, by its name')
    .option('--supplier <supplier>', 'of the people of one supplier now, by its name')
    .requiredOption('--out <file>', 'where to write')
    .option('--json', 'print data')
    .action((options: ExportOptions) => atTheDesk('diplomas export', (desk) => exportDiplomas(desk, options)));
}

function readDiploma(path: string): Buffer {
  if (statSync(path).size > FILE_MEGABYTES * 1024 * 1024)
    throw new Refusal(`${path} is larger than ${FILE_MEGABYTES} MB: that is no diploma.`);
  return readFileSync(path);
}

const inOneLine = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);

async function exportDiplomas({ get, ctx }: Desk, { round, team, supplier, out, json }: ExportOptions): Promise<void> {
  const file = resolve(out);
  if (existsSync(file)) throw new Refusal(`${file} exists already; give the ZIP a new name.`);
  const diplomas = get(TeamDiplomasReadModel);
  if (round !== undefined && !(await diplomas.roundExists(round))) throw new Refusal(`There is no round ${round}.`);
  const found = await diplomas.of({ managerId: null, round: round ?? null, team, supplier, today: ctx.today });
  if (found.length === 0) throw new Refusal('There is no valid diploma of that kind; nothing was written.');
  await get(AccreditationService).noteDownload(ctx, found.length, round ?? null);
  const leftOut = await write(file, (opened) => get(DiplomaArchive).write(opened, found, ctx.locale, progressOf(found.length)));
  const written = found.length - leftOut.length;
  if (json === true) printJson({ diplomas: written, file, leftOut });
  else print(`${written} diplomas in ${file}.`);
  if (leftOut.length === 0) return;
  process.stderr.write(
    `${leftOut.length} could not be drawn; the list inside says which:\n${leftOut.map(({ name }) => `  ${name}\n`).join('')}`,
  );
  process.exitCode = 1;
}

/** Under another name until it is whole: whoever finds the file finds all of it. */
async function write<T>(file: string, work: (opened: FileHandle) => Promise<T>): Promise<T> {
  const part = `${file}.part`;
  const opened = await open(part, 'w', 0o600);
  try {
    const result = await work(opened).finally(() => opened.close());
    await rename(part, file);
    return result;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** On a terminal, how far it is. */
function progressOf(total: number): (drawn: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (drawn) => {
    if (drawn % 10 === 0 || drawn === total) process.stderr.write(`\r${drawn} of ${total} ${drawn === total ? '\n' : ''}`);
  };
}

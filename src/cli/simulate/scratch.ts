import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecret } from '#kernel/id';
import { LOCALES } from '#kernel/locale';
import { readConfig } from '#platform/config/config';
import { type ScratchDatabase, scratchDatabase } from '#platform/database/scratch';
import { Refusal } from '../command';

/** What a simulation must not inherit: nothing that it says may reach anybody. */
const SILENT = { SMTP_URL: '', SMS_URL: '', TSA_URL: '', CADENCIA_NOW: '', NODE_ENV: '', METRICS_TOKEN: '' };

/** Runs `work` with a folder, a database and a curriculum of its own, and leaves nothing behind. The configured ones are not touched. */
export async function inScratch<T>(units: number, work: (database: ScratchDatabase) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `cadencia-simulation-${process.pid}-`));
  const before = { ...process.env };
  try {
    const { curriculumDir, databaseUrl } = readConfig({
      ...process.env,
      DATA_DIR: folder,
      SECRET_KEY: newSecret(48),
      DATABASE_URL: configured(),
    });
    const curriculum = join(folder, 'curriculum');
    fillCurriculum(curriculumDir, curriculum, units);
    const database = await scratchDatabase(
      databaseUrl,
      folder,
      `cadencia_simulation_${newSecret(6).replace(/\W/g, '').toLowerCase()}`,
    ).catch((error: unknown) => {
      throw new Refusal(`The server of DATABASE_URL gives no database to try things in: ${(error as Error).message}.`);
    });
    try {
      Object.assign(process.env, SILENT, {
        DATA_DIR: folder,
        DATABASE_URL: database.url,
        SECRET_KEY: newSecret(48),
        CURRICULUM_DIR: curriculum,
        LOG_LEVEL: process.env['LOG_LEVEL'] || 'warn',
      });
      return await work(database);
    } finally {
      await database.drop();
    }
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only the kind and the server matter: a file is never the configured one. */
const configured = (): string => process.env['DATABASE_URL'] || 'sqlite:scratch.db';

/** The units as they are written; for a number that nobody has written yet, the first one under another name. */
function fillCurriculum(from: string, to: string, units: number): void {
  mkdirSync(to, { recursive: true });
  const written = readdirSync(from).filter((name) => /^\d\d-/.test(name) && existsSync(join(from, name, 'unit.yaml')));
  for (const name of written) cpSync(join(from, name), join(to, name), { recursive: true });
  const first = written.find((name) => name.startsWith('01-'));
  if (first === undefined) throw new Refusal(`${from} has no unit 01 to simulate with.`);
  for (let number = 1; number <= units; number++) {
    const digits = String(number).padStart(2, '0');
    if (written.some((name) => name.startsWith(`${digits}-`))) continue;
    const folder = join(to, `${digits}-suplente`);
    cpSync(join(from, first), folder, { recursive: true });
    rewrite(join(folder, 'unit.yaml'), (sheet) => renamed(sheet, number, digits));
    for (const locale of LOCALES) rewrite(join(folder, locale, 'test.yaml'), (test) => test.replaceAll(/\bu01-/g, `u${digits}-`));
  }
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function renamed(sheet: string, number: number, digits: string): string {
  return sheet
    .replace(/^unit: .*$/m, `unit: ${digits}-suplente`)
    .replace(/^number: .*$/m, `number: ${number}`)
    .replace(/^code: .*$/m, `code: U${digits}`);
}

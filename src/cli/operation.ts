import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Config, readConfig } from '#platform/config/config';
import { Backups } from '#platform/database/backups';
import { Migrator } from '#platform/database/migrator';
import { serve } from '../serve';
import { demo } from './demo/index';
import { doctor } from './doctor';
import { atTheDesk, print, Refusal } from './command';

/** Serving, and what an operator does around it. */
export function operationCommands(program: Command): void {
  program.command('serve').description('serve the application (what npm start does)').action(serve);

  program
    .command('migrate')
    .description('bring the database up to this release; an SQLite file is copied aside first')
    .action(() =>
      // Connecting migrates; what is left to do here is to say so.
      atTheDesk('migrate', async ({ get }) => {
        const { applied } = await get(Migrator).migrate();
        print(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
      }),
    );

  program
    .command('demo')
    .description('load a sample company with eighteen months of history, and serve it')
    .option('--load-only', 'load it and stop')
    .action((options: { loadOnly?: boolean }) => demo(options.loadOnly === true));

  program
    .command('doctor')
    .description('check the settings, the database, the curriculum and the audit log')
    .option('--json', 'print data')
    .action(doctor);

  program
    .command('backup')
    .description('write a consistent copy of an SQLite database while it is in use')
    .argument('<file>')
    .action((file: string) =>
      atTheDesk('backup', async ({ get }) => {
        const target = resolve(file);
        if (existsSync(target)) throw new Refusal(`${target} exists already; give the copy a new name.`);
        if (!(await get(Backups).write(target))) throw new Refusal('This database is PostgreSQL: copy it with pg_dump, which knows how.');
        print(`Copied to ${target}.`);
      }),
    );

  program
    .command('restore')
    .description('put a copy back in the place of the SQLite database (the server must be stopped)')
    .argument('<file>')
    .action(restore);
}

async function restore(file: string): Promise<void> {
  const config: Config = readConfig();
  if (!config.databaseUrl.startsWith('sqlite:')) throw new Refusal('This database is PostgreSQL: put its copy back with pg_restore.');
  const source = resolve(file);
  if (!existsSync(source)) throw new Refusal(`There is no file ${source}.`);
  const target = resolve(config.databaseUrl.slice('sqlite:'.length));
  const problem = Backups.problemWith(source);
  if (problem !== null) throw new Refusal(`${source} is not a copy of a Cadencia database: ${problem}.`);
  if (existsSync(target)) await copyFile(target, `${target}.before-restore`);
  await Promise.all(['-wal', '-shm'].map((ending) => rm(`${target}${ending}`, { force: true })));
  await copyFile(source, target);
  print(`Restored from ${source}.${existsSync(`${target}.before-restore`) ? ` What was there is in ${target}.before-restore.` : ''}`);
}

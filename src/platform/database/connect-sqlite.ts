import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Connections, Schema } from './connections';

/**
 * TypeORM gives SQLite one connection and one transaction counter for the whole process: overlapping transactions would
 * commit and roll back each other's rows. So writing is serial (a queue), and reading has a connection of its own.
 */
export async function connectSqlite(path: string, schema: Schema): Promise<Connections> {
  mkdirSync(dirname(path), { recursive: true });
  const writer = await new DataSource({
    ...optionsFor(path, schema),
    prepareDatabase: (db: BetterSqlite3.Database) => {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('foreign_keys = ON');
    },
  } as DataSourceOptions).initialize();
  const reader = await new DataSource({
    ...optionsFor(path, schema),
    prepareDatabase: (db: BetterSqlite3.Database) => {
      db.pragma('query_only = ON');
      db.pragma('cache_size = -65536');
    },
  } as DataSourceOptions).initialize();

  let last: Promise<unknown> = Promise.resolve();
  return {
    writer,
    reader,
    placeholder: () => '?',
    maximumValues: 30_000,
    turn<T>(work: () => Promise<T>): Promise<T> {
      const mine = last.then(work, work);
      last = mine.catch(() => undefined);
      return mine;
    },
    // A transaction that reads first and writes later fails at once when another process wrote in between. Writing nothing first takes the lock, and waits for it.
    openingStatement: 'DELETE FROM migrations WHERE 0',
    worthRetrying: (error) => codeOf(error) === 'SQLITE_BUSY' || codeOf(error) === 'SQLITE_BUSY_SNAPSHOT',
    isDuplicate: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_UNIQUE' || codeOf(error) === 'SQLITE_CONSTRAINT_PRIMARYKEY',
    async backUp(label) {
      const folder = join(dirname(path), 'backups');
      mkdirSync(folder, { recursive: true });
      const copy = join(folder, `${label}.db`);
      if (!existsSync(copy)) await writer.query('VACUUM INTO ?', [copy]);
      return copy;
    },
    async close() {
      await last;
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function optionsFor(path: string, schema: Schema): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: path,
    timeout: 10_000,
    statementCacheSize: 500,
    entities: [...schema.entities] as never[],
    migrations: [...schema.migrations],
    migrationsTransactionMode: 'each',
  };
}

function codeOf(error: unknown): unknown {
  const driverError = (error as { driverError?: { code?: unknown } }).driverError;
  return driverError?.code ?? (error as { code?: unknown }).code;
}

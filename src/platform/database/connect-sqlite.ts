import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Connections, Schema, StoredRow } from './connections';
import type { SqlValue } from './sql';

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
  const reader = openReader(path);

  let last: Promise<unknown> = Promise.resolve();
  return {
    writer,
    read: reader.read,
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
    async copyTo(file) {
      mkdirSync(dirname(file), { recursive: true });
      await writer.query('VACUUM INTO ?', [file]);
      return true;
    },
    async close() {
      await last;
      reader.close();
      await writer.destroy();
    },
  };
}

/** Reads past TypeORM, whose events and promises around a statement take longer than most of our statements. */
function openReader(path: string): { read: Connections['read']; close(): void } {
  const db = new BetterSqlite3(path, { fileMustExist: true, timeout: 10_000 });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -4096');
  const prepared = new Map<string, BetterSqlite3.Statement<SqlValue[], StoredRow>>();
  const prepare = (text: string) => {
    const statement = db.prepare<SqlValue[], StoredRow>(text);
    const [oldest] = prepared.keys();
    if (prepared.size >= PREPARED_AT_MOST && oldest !== undefined) prepared.delete(oldest);
    prepared.set(text, statement);
    return statement;
  };
  return {
    // What goes wrong is a rejection, as it is with a server.
    // eslint-disable-next-line @typescript-eslint/require-await
    read: async (text, values) => (prepared.get(text) ?? prepare(text)).all(...values),
    close: () => db.close(),
  };
}

const PREPARED_AT_MOST = 500;

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

/** Why a file is not a copy of our database; null when it is. */
export function problemWithCopy(file: string): string | null {
  try {
    const copy = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    try {
      const verdict = copy.pragma('quick_check', { simple: true });
      if (verdict !== 'ok') return String(verdict);
      return copy.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_line'").get() === undefined
        ? 'it has none of our tables'
        : null;
    } finally {
      copy.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

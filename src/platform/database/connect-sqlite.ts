import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import type { Answered, Connections, Schema } from './connections';
import { namedRows, propertyOf, type Row } from './named-rows';
import type { SqlValue } from './sql';

/** At the end of a path: what is lost when the machine fails was only tried. */
export const THROWAWAY = '?throwaway';

/**
 * TypeORM gives SQLite one connection and one transaction counter for the whole process: overlapping transactions would
 * commit and roll back each other's rows. So writing is serial (a queue), and reading has a connection of its own.
 */
export async function connectSqlite(url: string, schema: Schema): Promise<Connections> {
  const isThrowaway = url.endsWith(THROWAWAY);
  const path = isThrowaway ? url.slice(0, -THROWAWAY.length) : url;
  mkdirSync(dirname(path), { recursive: true });
  const writer = await new DataSource({
    ...optionsFor(path, schema),
    prepareDatabase: (db: BetterSqlite3.Database) => {
      db.pragma('journal_mode = WAL');
      db.pragma(`synchronous = ${isThrowaway ? 'OFF' : 'NORMAL'}`);
      // What a busy hour touches stays in memory; SQLite's own two megabytes do not hold the indexes of one round.
      db.pragma(`cache_size = ${isThrowaway ? -131_072 : -16_384}`);
      if (isThrowaway) db.pragma('wal_autocheckpoint = 20000');
      db.pragma('foreign_keys = ON');
    },
  } as DataSourceOptions).initialize();
  const reader = openReader(path, isThrowaway ? -32_768 : -4096);

  let last: Promise<unknown> = Promise.resolve();
  return {
    writer,
    within: statementsOf(writer),
    read: reader.read,
    version: async () => JSON.stringify(await reader.read('PRAGMA data_version', [])),
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
function openReader(path: string, cacheSize: number): { read: Connections['read']; close(): void } {
  const db = new BetterSqlite3(path, { fileMustExist: true, timeout: 10_000 });
  db.pragma('query_only = ON');
  db.pragma(`cache_size = ${cacheSize}`);
  const prepared = statementsPreparedOn(db);
  return {
    // What goes wrong is a rejection, as it is with a server.
    // eslint-disable-next-line @typescript-eslint/require-await
    read: async (text, values) => rowsOf(prepared(text), values),
    close: () => db.close(),
  };
}

/** The statements of a transaction take the same shorter way, over the connection that TypeORM has opened it on. */
function statementsOf(writer: DataSource): Connections['within'] {
  const prepared = statementsPreparedOn(
    (writer.driver as unknown as { readonly databaseConnection: BetterSqlite3.Database }).databaseConnection,
  );
  // eslint-disable-next-line @typescript-eslint/require-await
  return async (_runner: QueryRunner, text: string, values: readonly SqlValue[]): Promise<Answered> => {
    const found = prepared(text);
    if (!found.statement.reader) return { rows: [], affected: found.statement.run(...values).changes };
    const rows = rowsOf(found, values);
    return { rows, affected: rows.length };
  };
}

interface Prepared {
  readonly statement: BetterSqlite3.Statement<SqlValue[], SqlValue[]>;
  /** Of the columns that it gives, once it has given a row: asking takes longer than most of our statements. */
  names: readonly string[];
}

/** Bare values are quicker to fetch than objects that would only be renamed. */
function rowsOf(prepared: Prepared, values: readonly SqlValue[]): Row[] {
  const rows = prepared.statement.all(...values);
  const [first] = rows;
  if (first === undefined) return [];
  if (first.length !== prepared.names.length) prepared.names = prepared.statement.columns().map(({ name }) => propertyOf(name));
  return namedRows(prepared.names, rows);
}

function statementsPreparedOn(db: BetterSqlite3.Database): (text: string) => Prepared {
  const prepared = new Map<string, Prepared>();
  return (text) => {
    const known = prepared.get(text);
    if (known) return known;
    const statement = db.prepare<SqlValue[], SqlValue[]>(text);
    if (statement.reader) statement.raw(true);
    const [oldest] = prepared.keys();
    if (prepared.size >= PREPARED_AT_MOST && oldest !== undefined) prepared.delete(oldest);
    const fresh: Prepared = { statement, names: [] };
    prepared.set(text, fresh);
    return fresh;
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

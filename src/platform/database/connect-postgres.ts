import { types } from 'pg';
import { DataSource } from 'typeorm';
import type { Connections, Schema } from './connections';
import { renamedRows, type Row } from './named-rows';

/** PostgreSQL has a pool: each transaction its own connection, and readers see committed rows by themselves. */
export async function connectPostgres(url: string, schema: Schema): Promise<Connections> {
  // count(*) and sum() are 64-bit there; ours stay far below 2^53.
  types.setTypeParser(types.builtins.INT8, Number);
  types.setTypeParser(types.builtins.NUMERIC, Number);
  const source = await new DataSource({
    type: 'postgres',
    url,
    entities: [...schema.entities] as never[],
    migrations: [...schema.migrations],
    migrationsTransactionMode: 'each',
    extra: { max: 12, idleTimeoutMillis: 30_000 },
    installExtensions: false,
  }).initialize();

  return {
    writer: source,
    within: async (runner, statement, values) => {
      const { records, affected } = await runner.query(statement, [...values], true);
      return { rows: renamedRows(records as Row[]), affected: affected ?? 0 };
    },
    version: async () => JSON.stringify(await source.query<Row[]>('SELECT pg_current_snapshot()::text AS version')),
    read: async (statement, values) => renamedRows(await source.query<Row[]>(statement, [...values])),
    placeholder: (n) => `$${n}`,
    maximumValues: 60_000,
    turn: (work) => work(),
    openingStatement: null,
    worthRetrying: (error) => ['40001', '40P01'].includes(codeOf(error)),
    isDuplicate: (error) => codeOf(error) === '23505',
    copyTo: () => Promise.resolve(false),
    close: () => source.destroy(),
  };
}

function codeOf(error: unknown): string {
  const code = (error as { driverError?: { code?: unknown } }).driverError?.code ?? (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

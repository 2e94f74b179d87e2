import { type Pool, type PoolClient, types } from 'pg';
import { DataSource } from 'typeorm';
import type { Answered, Connections, Schema } from './connections';
import { namedRows, propertyOf } from './named-rows';
import type { SqlValue } from './sql';

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
    extra: {
      max: 12,
      idleTimeoutMillis: 30_000,
      // What a unit of work asks at once is sent at once, not each after the answer to the one before.
      pipeline: true,
      // A server that will not have it is slower, no more.
      onConnect: (client: PoolClient) => client.query(ROOM_FOR_REPORTS).catch(() => undefined),
    },
    installExtensions: false,
  }).initialize();

  const { master: pool } = source.driver as unknown as { readonly master: Pool };
  const statementOf = statements();
  // Asks past TypeORM, whose events and promises around a statement take longer than most of our statements.
  const ask = async (whom: Pool | PoolClient, text: string, values: readonly SqlValue[]): Promise<Answered> => {
    const { rows, fields, rowCount } = await whom.query<SqlValue[]>({ ...statementOf(text), values: [...values], rowMode: 'array' });
    return {
      rows: namedRows(
        fields.map(({ name }) => propertyOf(name)),
        rows,
      ),
      affected: rowCount ?? 0,
    };
  };

  return {
    writer: source,
    async within(runner, statement, values) {
      return ask((await runner.connect()) as PoolClient, statement, values);
    },
    version: async () => JSON.stringify((await ask(pool, 'SELECT pg_current_snapshot()::text AS version', [])).rows),
    read: async (statement, values) => (await ask(pool, statement, values)).rows,
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

/** Reports of a large company sort and group in memory where a server as it comes would write to its disk; one that gives more keeps it. */
const ROOM_FOR_REPORTS = `
  SELECT set_config('work_mem', '16MB', false) WHERE pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('16MB')`;

/**
 * What is asked again gets a name, under which each connection of the server keeps it read and planned: that is half of what a small
 * statement costs.
 */
function statements(): (text: string) => { readonly text: string; readonly name?: string } {
  const named = new Map<string, string>();
  const seen = new Set<string>();
  return (text) => {
    const name = named.get(text);
    if (name !== undefined) return { text, name };
    if (named.size >= NAMED_AT_MOST || !isPlannedForGood(text)) return { text };
    if (!seen.delete(text)) {
      if (seen.size >= NAMED_AT_MOST) seen.clear();
      seen.add(text);
      return { text };
    }
    const fresh = `s${named.size + 1}`;
    named.set(text, fresh);
    return { text, name: fresh };
  };
}

/**
 * True where one plan is right whatever the values are and however the tables grow: rows that are added, or found by equality. A plan
 * for a range or for a whole table that was made while it was empty would stay for too long. What asks for all columns, whichever
 * there are, is never kept: it would fail on the day that a later release adds one.
 */
function isPlannedForGood(text: string): boolean {
  return text.length <= LONGEST_NAMED && (ADDS_ROWS.test(text) || !SEARCHES.test(text));
}

const ADDS_ROWS = /^\s*INSERT INTO \w+ \([^()]*\) VALUES /;
const SEARCHES = /[<>]|SELECT (?:\w+\.)?\*|\b(?:WITH|EXISTS|IN|LIKE|GROUP)\b/;
const LONGEST_NAMED = 4000;
const NAMED_AT_MOST = 500;

function codeOf(error: unknown): string {
  const code = (error as { driverError?: { code?: unknown } }).driverError?.code ?? (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : '';
}

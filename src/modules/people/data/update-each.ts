import type { Database } from '#platform/database/database';
import { join, list, raw, sql, type Sql, type SqlValue } from '#platform/database/sql';
import { inChunks } from './in-chunks';

/** One statement for many rows: each tuple is the id and the new values of the columns. */
export async function updateEach(db: Database, table: string, columns: readonly string[], tuples: readonly (readonly SqlValue[])[]): Promise<void> {
  const set = join(columns.map((column): Sql => raw(`${column} = ${NUMBERS.has(column) ? `CAST(after.${column} AS integer)` : `after.${column}`}`)), ', ');
  await inChunks(tuples, 500, (some) => {
    const values = join(some.map((tuple) => sql`(${list(tuple)})`), ', ');
    return db.execute(
      sql`WITH after (id, ${raw(columns.join(', '))}) AS (VALUES ${values}) UPDATE ${raw(table)} SET ${set} FROM after WHERE ${raw(table)}.id = after.id`,
    );
  });
}

/** In a list of values everything is text until somebody says otherwise. */
const NUMBERS: ReadonlySet<string> = new Set(['birth_year']);

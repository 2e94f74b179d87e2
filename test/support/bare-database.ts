import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connections } from '#platform/database/connections';
import { connectPostgres } from '#platform/database/connect-postgres';
import { connectSqlite } from '#platform/database/connect-sqlite';
import { Database } from '#platform/database/database';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { migrations } from '../../src/migrations';
import { freshDatabase } from './databases';

export interface BareDatabase {
  readonly url: string;
  readonly connections: Connections;
  readonly db: Database;
  readonly work: UnitOfWork;
  close(): Promise<void>;
}

/** A database with our tables and nothing of the application around it: as they are now, or as they were before a migration. */
export async function openBareDatabase(before?: (typeof migrations)[number]): Promise<BareDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'cadencia-bare-'));
  const database = await freshDatabase(folder);
  const { url } = database;
  const schema = { entities: [], migrations: before ? migrations.slice(0, migrations.indexOf(before)) : migrations };
  const connections = url.startsWith('sqlite:')
    ? await connectSqlite(url.slice('sqlite:'.length), schema)
    : await connectPostgres(url, schema);
  await connections.writer.runMigrations();
  return {
    url,
    connections,
    db: new Database(connections),
    work: new UnitOfWork(connections),
    async close() {
      await connections.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { join } from 'node:path';
import { Client } from 'pg';
import { THROWAWAY } from './connect-sqlite';

/** A database that nobody else knows, for as long as a trial takes. */
export interface ScratchDatabase {
  readonly url: string;
  /** Tells the planner how large the tables have become: a server finds out within a minute, in which a trial may play half a year. */
  analyse(): Promise<void>;
  drop(): Promise<void>;
}

/**
 * An empty database of the same kind as the one at `url`, which is not touched: a file in `folder`, or a database beside it on the
 * same server, named `name`. @throws what the server says where it lets nobody create one.
 */
export async function scratchDatabase(url: string, folder: string, name: string): Promise<ScratchDatabase> {
  if (url.startsWith('sqlite:')) {
    const nothing = (): Promise<void> => Promise.resolve();
    return { url: `sqlite:${join(folder, 'scratch.db')}${THROWAWAY}`, analyse: nothing, drop: nothing };
  }
  await command(url, `CREATE DATABASE "${name}"`);
  // Nothing of it must outlive the trial, and the planner need not know more than how large the tables are.
  await command(url, `ALTER DATABASE "${name}" SET synchronous_commit = off`);
  await command(url, `ALTER DATABASE "${name}" SET default_statistics_target = 10`);
  const beside = new URL(url);
  beside.pathname = `/${name}`;
  return {
    url: beside.toString(),
    analyse: () => command(beside.toString(), 'ANALYZE'),
    drop: () => command(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function command(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

import { join } from 'node:path';
import { Client } from 'pg';

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

let made = 0;

/** An empty database of the kind that this jest project is for (CADENCIA_TEST_DATABASE). */
export async function freshDatabase(folder: string): Promise<FreshDatabase> {
  if (process.env['CADENCIA_TEST_DATABASE'] !== 'postgres')
    return { url: `sqlite:${join(folder, 'test.db')}`, drop: () => Promise.resolve() };
  const server = process.env['CADENCIA_TEST_POSTGRES'];
  if (server === undefined) throw new Error('the PostgreSQL of the tests is not running: run them through the postgres project of jest');
  const name = `test_${process.pid}_${++made}_${Math.random().toString(36).slice(2, 8)}`;
  await command(server, `CREATE DATABASE ${name}`);
  return { url: server.replace(/\/postgres$/, `/${name}`), drop: () => command(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function command(server: string, text: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(text);
  await client.end();
}

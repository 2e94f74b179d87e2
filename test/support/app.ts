import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { toInstant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Clock } from '#platform/time/clock';
import { boot } from '../../src/boot';
import { freshDatabase } from './databases';
import { Visitor } from './visitor';

/** The moment at which every test begins, a Monday morning in Lima. */
export const MONDAY = toInstant('2027-03-01T14:00:00Z');

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly db: Database;
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly dataDir: string;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Somebody at a browser who has not signed in. */
  visitor(): Visitor;
  /** Ends the process as a crash would and starts another on the same database. */
  restart(): Promise<TestApp>;
  close(): Promise<void>;
}

/** The real application on a fresh, real database of the kind this jest project is for. Close it in afterAll. */
export async function startApp(): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cadencia-test-'));
  const database = await freshDatabase(dataDir);
  const start = async (): Promise<TestApp> => {
    Object.assign(process.env, {
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
      PORT: '0',
      SECRET_KEY: 'k'.repeat(48),
      PUBLIC_URL: 'http://cadencia.test',
    });
    const app = await boot();
    app.get(Clock).stopAt(MONDAY);
    app.get(Clock).zone = 'America/Lima';
    return {
      app,
      db: app.get(Database),
      work: app.get(UnitOfWork),
      clock: app.get(Clock),
      dataDir,
      get: (token) => app.get(token),
      visitor: () => new Visitor(app),
      async restart() {
        await app.close();
        return start();
      },
      async close() {
        await app.close();
        await database.drop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  };
  return start();
}

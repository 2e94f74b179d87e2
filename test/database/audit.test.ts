import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '#kernel/context';
import { toCalendarDate } from '#kernel/calendar-date';
import { toInstant } from '#kernel/instant';
import { AuditLog } from '#modules/audit';
import type { Connections } from '#platform/database/connections';
import { connectPostgres } from '#platform/database/connect-postgres';
import { connectSqlite } from '#platform/database/connect-sqlite';
import { Database } from '#platform/database/database';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { migrations } from '../../src/migrations';
import { AuditLines } from '../../src/modules/audit/data/audit-lines.repository';
import { freshDatabase, type FreshDatabase } from '../support/databases';

const ctx: Context = {
  actor: { kind: 'system', name: 'job' },
  now: toInstant('2027-03-01T09:00:00.000Z'),
  today: toCalendarDate('2027-03-01'),
  locale: 'es',
  requestId: 'r',
} as Context;

describe('the audit log', () => {
  let folder: string;
  let database: FreshDatabase;
  let connections: Connections;
  let work: UnitOfWork;
  let audit: AuditLog;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cadencia-audit-'));
    database = await freshDatabase(folder);
    const schema = { entities: [], migrations };
    connections = database.url.startsWith('sqlite:')
      ? await connectSqlite(database.url.slice('sqlite:'.length), schema)
      : await connectPostgres(database.url, schema);
    await connections.writer.runMigrations();
    work = new UnitOfWork(connections);
    audit = new AuditLog(new AuditLines(new Database(connections)), work);
  });

  afterAll(async () => {
    await connections.close();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const note = (n: number, part: string) => audit.record(ctx, { action: `thing.${part}`, subject: { type: 'thing', id: String(n) } });

  it('stays one chain while many write at once, some of them in vain', async () => {
    await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        work.run(async () => {
          await note(n, 'begun');
          if (n % 4 === 0) throw new Error('meant to fail');
          await note(n, 'done');
        }),
      ),
    );
    expect(await audit.verify()).toEqual({ lines: 90, brokenAt: null });
    const latest = await audit.latest(1_000_000, 100);
    const told = latest.reverse().map(({ subjectId, action }) => `${subjectId} ${action}`);
    for (let n = 0; n < 60; n++) {
      const begun = told.indexOf(`${n} thing.begun`);
      expect(begun === -1).toBe(n % 4 === 0);
      if (begun !== -1) expect(told[begun + 1]).toBe(`${n} thing.done`);
    }
  });

  it('chains more lines of one unit of work than wait for its end', async () => {
    const before = (await audit.verify()).lines;
    await work.run(async () => {
      for (let n = 0; n < 1200; n++) await note(n, 'counted');
    });
    expect(await audit.verify()).toEqual({ lines: before + 1200, brokenAt: null });
  });

  it('writes nothing outside a unit of work', async () => {
    await expect(note(1, 'loose')).rejects.toThrow('inside a unit of work');
  });
});

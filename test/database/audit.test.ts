import 'reflect-metadata';
import type { Context } from '#kernel/context';
import { toCalendarDate } from '#kernel/calendar-date';
import { toInstant } from '#kernel/instant';
import { AuditLog } from '#modules/audit';
import { sql } from '#platform/database/sql';
import type { UnitOfWork } from '#platform/database/unit-of-work';
import { AuditLines } from '../../src/modules/audit/data/audit-lines.repository';
import { type BareDatabase, openBareDatabase } from '../support/bare-database';

const ctx: Context = {
  actor: { kind: 'system', name: 'job' },
  now: toInstant('2027-03-01T09:00:00.000Z'),
  today: toCalendarDate('2027-03-01'),
  zone: 'America/Lima',
  locale: 'es',
  requestId: 'r',
};

describe('the audit log', () => {
  let database: BareDatabase;
  let work: UnitOfWork;
  let audit: AuditLog;

  beforeAll(async () => {
    database = await openBareDatabase();
    ({ work } = database);
    audit = new AuditLog(new AuditLines(database.db), work);
  });
  afterAll(() => database.close());

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

  it('says how many lines hold, and which is the first that was touched', async () => {
    const touched = (detail: string) => work.run(() => database.db.execute(sql`UPDATE audit_line SET detail = ${detail} WHERE seq = 40`));
    const [{ detail } = { detail: '' }] = await database.db.rows<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE seq = 40`);
    await touched('{"n":1}');
    expect(await audit.verify()).toEqual({ lines: 39, brokenAt: 40 });
    await touched(detail);
    expect(await audit.verify()).toMatchObject({ brokenAt: null });
  });

  it('writes nothing outside a unit of work', async () => {
    await expect(note(1, 'loose')).rejects.toThrow('inside a unit of work');
  });
});

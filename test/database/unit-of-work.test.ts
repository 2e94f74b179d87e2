import 'reflect-metadata';
import type { Connections } from '#platform/database/connections';
import type { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { UnitOfWork } from '#platform/database/unit-of-work';
import { type BareDatabase, openBareDatabase } from '../support/bare-database';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Somebody waits until somebody else has come so far. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('the unit of work', () => {
  let database: BareDatabase;
  let connections: Connections;
  let db: Database;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await openBareDatabase();
    ({ connections, db, work } = database);
  });
  afterAll(() => database.close());

  beforeEach(() => work.run(() => db.execute(sql`DELETE FROM setting`)));

  const write = (key: string) => db.insert('setting', [{ key, value: 'x' }]);
  const keys = async () => (await db.rows<{ key: string }>(sql`SELECT key FROM setting ORDER BY key`)).map(({ key }) => key);

  // TypeORM's single SQLite connection lost T2's committed row when an overlapping T1 rolled back.
  it('keeps what one committed while another, begun earlier, rolls back', async () => {
    const begun = gate();
    const failing = work.run(async () => {
      await write('t1');
      begun.open();
      await pause(60);
      throw new Error('t1 fails');
    });
    await begun.opened;
    const committing = work.run(() => write('t2'));
    await expect(failing).rejects.toThrow('t1 fails');
    await committing;
    expect(await keys()).toEqual(['t2']);
  });

  it('shows nobody what is not committed', async () => {
    const { written, looked } = { written: gate(), looked: gate() };
    const writing = work.run(async () => {
      await write('hidden');
      written.open();
      await looked.opened;
    });
    await written.opened;
    expect(await keys()).toEqual([]);
    looked.open();
    await writing;
    expect(await keys()).toEqual(['hidden']);
  });

  it('does 200 at once, of which 40 fail, and leaves exactly the rows of the other 160', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        work.run(async () => {
          await write(`a${n}`);
          if (n % 7 === 0) await pause(1);
          await write(`b${n}`);
          if (n % 5 === 0) throw new Error('meant to fail');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(160);
    expect(await keys()).toHaveLength(320);
  });

  it('writes nothing of what it asked at once when one part fails, and nothing of what was still under way', async () => {
    let late: Promise<unknown> | undefined;
    const failing = work.run(() => {
      late = write('first')
        .then(() => pause(20))
        .then(() => write('late'));
      return Promise.all([write('twice'), write('twice'), write('beside'), late]);
    });
    await expect(failing).rejects.toThrow(/setting/);
    await expect(late).rejects.toThrow();
    await pause(30);
    expect(await keys()).toEqual([]);
  });

  it('refuses what comes when it is over', async () => {
    let late: Promise<unknown> | undefined;
    await work.run(() => {
      late = pause(10).then(() => write('late'));
      return Promise.resolve();
    });
    await expect(late).rejects.toThrow('This unit of work is over.');
    expect(await keys()).toEqual([]);
  });

  it('joins the one it is in, and all of it fails together', async () => {
    const outer = work.run(async () => {
      await write('outer');
      await work.run(() => write('inner'));
      throw new Error('too late');
    });
    await expect(outer).rejects.toThrow('too late');
    expect(await keys()).toEqual([]);
  });

  it('sees its own rows', async () => {
    await work.run(async () => {
      await write('mine');
      expect(await keys()).toEqual(['mine']);
    });
  });

  it('refuses to write outside', async () => {
    await expect(write('loose')).rejects.toThrow('inside a unit of work');
  });

  it('does what was asked for afterwards only when it commits', async () => {
    const done: string[] = [];
    await work.run(async () => {
      work.afterCommit(() => done.push('kept'));
      await write('kept');
      expect(done).toEqual([]);
    });
    await work
      .run(() => {
        work.afterCommit(() => done.push('lost'));
        return Promise.reject(new Error('no'));
      })
      .catch(() => undefined);
    expect(done).toEqual(['kept']);
  });

  it('writes what was gathered together and in its order, just before it commits', async () => {
    const written: number[][] = [];
    const add = async (numbers: readonly number[]) => {
      written.push([...numbers]);
      await db.insert(
        'setting',
        numbers.map((n) => ({ key: `g${n}`, value: 'x' })),
      );
    };
    await work.run(async () => {
      await work.gather(add, [1]);
      await work.run(() => work.gather(add, [2, 3]));
      await write('in between');
      expect(written).toEqual([]);
    });
    expect(written).toEqual([[1, 2, 3]]);
    expect(await keys()).toEqual(['g1', 'g2', 'g3', 'in between']);
  });

  it('forgets what was gathered when it fails, and fails when that cannot be written', async () => {
    const add = (names: readonly string[]) => write(names.join()).then(() => undefined);
    const failing = work.run(async () => {
      await work.gather(add, ['lost']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const refused = work.run(async () => {
      await write('too');
      await work.gather(() => Promise.reject(new Error('no room')), ['kept']);
    });
    await expect(refused).rejects.toThrow('no room');
    expect(await keys()).toEqual([]);
  });

  it('does not keep a great many waiting', async () => {
    const sizes: number[] = [];
    const note = (items: readonly number[]) => Promise.resolve(sizes.push(items.length)).then(() => undefined);
    await work.run(async () => {
      for (let n = 0; n < 25; n++) await work.gather(note, Array.from({ length: 100 }, Number));
    });
    expect(sizes).toEqual([1000, 1000, 500]);
  });

  it('does once what is asked for often, in each unit of work anew', async () => {
    let done = 0;
    const ask = () =>
      work.once('counted', () => {
        done++;
        return Promise.resolve();
      });
    for (let n = 0; n < 2; n++) {
      await work.run(async () => {
        await ask();
        await work.run(ask);
      });
    }
    expect(done).toBe(2);
  });

  it('gathers nothing outside', async () => {
    await expect(work.gather(() => Promise.resolve(), ['loose'])).rejects.toThrow('inside a unit of work');
    await expect(work.once('loose', () => Promise.resolve())).rejects.toThrow('inside a unit of work');
  });

  it('goes on asking while a later release adds a column', async () => {
    await connections.writer.query('CREATE TABLE trial (id varchar(36) PRIMARY KEY, said text)');
    await work.run(() => db.insert('trial', [{ id: 'a', said: 'yes' }]));
    const ask = () =>
      Promise.all([
        db.row(sql`SELECT * FROM trial WHERE id = ${'a'}`),
        db.row(sql`SELECT t.* FROM trial t WHERE t.id = ${'a'}`),
        db.row(sql`SELECT said FROM trial WHERE id = ${'a'}`),
      ]);
    const before = { id: 'a', said: 'yes' };
    for (let n = 0; n < 8; n++) expect(await ask()).toEqual([before, before, { said: 'yes' }]);
    await connections.writer.query('ALTER TABLE trial ADD COLUMN loud integer');
    const after = { ...before, loud: null };
    expect(await ask()).toEqual([after, after, { said: 'yes' }]);
  });

  it('has room to sort a large company in memory, on each of its connections', async () => {
    if (!database.url.startsWith('postgres')) return;
    const room = () => work.run(() => db.row(sql`SELECT current_setting('work_mem') AS room, pg_sleep(0.05) AS slept`));
    for (const found of await Promise.all(Array.from({ length: 8 }, room))) expect(found).toMatchObject({ room: '16MB' });
  });

  it('asks a thousand different things, each more than once', async () => {
    for (let n = 0; n < 1000; n++)
      for (let again = 0; again < 2; again++) expect(await db.row({ strings: [`SELECT ${n} AS n`], values: [] })).toEqual({ n });
  });

  it('gives a claim on a slot to exactly one of many', async () => {
    const claim = (n: number) =>
      work.run(() =>
        db.insert(
          'job_run',
          [
            {
              id: String(n),
              job: 'j',
              slot: 's',
              attempts: 1,
              startedAt: 'x',
              leaseUntil: 'x',
              finishedAt: null,
              exhaustedAt: null,
              handled: null,
              problem: null,
            },
          ],
          'nothing',
        ),
      );
    const claims = await Promise.all(Array.from({ length: 50 }, (_, n) => claim(n)));
    expect(claims.filter((inserted) => inserted === 1)).toHaveLength(1);
  });

  it('tells a duplicate from any other failure', async () => {
    await work.run(() => write('once'));
    const error: unknown = await work.run(() => write('once')).catch((caught: unknown) => caught);
    expect(db.isDuplicate(error)).toBe(true);
    const other: unknown = await work.run(() => db.execute(sql`DELETE FROM no_such_table`)).catch((caught: unknown) => caught);
    expect(db.isDuplicate(other)).toBe(false);
  });

  it('inserts many rows in few statements, and reads them back in camelCase', async () => {
    const before = db.statements;
    await work.run(() =>
      db.insert(
        'setting',
        Array.from({ length: 1200 }, (_, n) => ({ key: `k${n}`, value: String(n) })),
      ),
    );
    expect(db.statements - before).toBe(3);
    const row = await db.row<{ valueText: string }>(sql`SELECT value AS value_text FROM setting WHERE key = ${'k7'}`);
    expect(row).toEqual({ valueText: '7' });
  });
});

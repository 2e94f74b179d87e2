import { plusDaysOf24Hours, plusHours, plusMinutes } from '#kernel/instant';
import { SessionService } from '#modules/identity';
import { JobRunner } from '#platform/jobs/jobs';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { createWorld, type World } from '../support/world';

describe('sessions', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());
  afterEach(() => app.work.run(() => app.db.execute(sql`DELETE FROM session`)));

  const rows = () => app.db.rows<{ personId: string; seenAt: string }>(sql`SELECT person_id, seen_at FROM session ORDER BY created_at`);

  it('that nobody can use any more are forgotten by the hourly job, and the others stay', async () => {
    const sessions = app.get(SessionService);
    await sessions.begin(world.chi, MONDAY);
    await sessions.begin(world.ben, plusHours(MONDAY, 6));
    app.clock.stopAt(plusHours(MONDAY, 13));
    expect(await app.get(JobRunner).runNow('forget-sessions')).toBe(1);
    expect((await rows()).map(({ personId }) => personId)).toEqual([world.ben]);
    expect(await app.get(JobRunner).runNow('forget-sessions')).toBe(0);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 31));
    expect(await app.get(JobRunner).runNow('forget-sessions')).toBe(1);
    app.clock.stopAt(MONDAY);
  });

  it('have their last use written once, however many pages ask at that moment', async () => {
    const sessions = app.get(SessionService);
    const token = await sessions.begin(world.chi, MONDAY);
    for (let n = 0; n < 20; n++) sessions.note(token, plusMinutes(MONDAY, 5));
    await sessions.settled();
    sessions.note(token, plusMinutes(MONDAY, 7));
    await sessions.settled();
    expect((await rows()).map(({ seenAt }) => seenAt)).toEqual([plusMinutes(MONDAY, 5)]);
  });

  it('of one person all end together', async () => {
    const sessions = app.get(SessionService);
    await sessions.begin(world.chi, MONDAY);
    await sessions.begin(world.chi, MONDAY);
    await sessions.begin(world.ben, MONDAY);
    await sessions.endAllOf(world.chi);
    expect((await rows()).map(({ personId }) => personId)).toEqual([world.ben]);
  });
});

import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { startProgramme, UNIT, value, type ProgrammeWorld } from '../database/programme-world';

describe('the job that opens and closes rounds', () => {
  let it_: ProgrammeWorld;
  beforeEach(async () => {
    it_ = await startProgramme();
  });
  afterEach(() => it_.app.close());

  const run = () => it_.app.get(JobRunner).runNow('open-due-rounds');
  const approve = (code: string, opensOn: string) => it_.programme.approveRound(it_.by(it_.world.ada), { code, opensOn: opensOn as never });
  const stateOf = async (code: string) => (await it_.programme.round(code))?.state ?? null;

  it('opens nothing that nobody approved', async () => {
    expect(await run()).toBe(0);
    expect(await it_.programme.rounds()).toEqual([]);
  });

  it('opens an approved round when its day has come, for everybody, and nothing twice', async () => {
    value(await approve('2027-1', '2027-03-08'));
    expect(await run()).toBe(0);
    it_.on('2027-03-08');
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await it_.assignments()).toHaveLength(5);
    const lines = await it_.app.db.rows<{ actorName: string }>(sql`SELECT actor_name FROM audit_line WHERE action = 'round.opened'`);
    expect(lines).toEqual([{ actorName: 'job open-due-rounds' }]);
  });

  it('makes good a day on which the process was away, and counts the window from the day it really opens', async () => {
    value(await approve('2027-1', '2027-03-08'));
    it_.on('2027-03-24');
    expect(await run()).toBe(1);
    expect(await it_.programme.round('2027-1')).toMatchObject({ state: 'open', opensOn: '2027-03-24', dueOn: '2027-05-05' });
  });

  it('closes a round on its closing day, and the next one opens with it', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    it_.on('2027-08-01');
    expect(await run()).toBe(0);
    value(await approve('2027-2', '2027-08-02'));
    it_.on('2027-08-02');
    expect(await run()).toBe(1);
    expect([await stateOf('2027-1'), await stateOf('2027-2')]).toEqual(['closed', 'open']);
    expect(await run()).toBe(0);
  });

  it('closes a round that is past its day also when no other follows', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    it_.on('2027-08-05');
    expect(await run()).toBe(1);
    expect(await stateOf('2027-1')).toBe('closed');
    expect(await run()).toBe(0);
  });

  it('survives a round that cannot open, leaves it waiting, and opens it when the obstacle is gone', async () => {
    const { app } = it_;
    value(await approve('2027-1', '2027-03-08'));
    const [edition] = await app.db.rows<Record<string, string>>(sql`SELECT * FROM edition WHERE unit = ${UNIT}`);
    await app.work.run(() => app.db.execute(sql`DELETE FROM edition WHERE unit = ${UNIT}`));
    it_.on('2027-03-08');
    expect(await run()).toBe(0);
    expect(await stateOf('2027-1')).toBe('approved');
    await app.work.run(() => app.db.insert('edition', [edition!]));
    it_.on('2027-03-09');
    expect(await run()).toBe(1);
  });

  it('waits for the end of a black-out that was added after the approval', async () => {
    value(await approve('2027-1', '2027-03-08'));
    value(
      await it_.programme.addBlackout(it_.system(), {
        fromOn: '2027-03-08' as never,
        untilOn: '2027-03-11' as never,
        reason: 'Inventario',
      }),
    );
    it_.on('2027-03-10');
    expect(await run()).toBe(0);
    it_.on('2027-03-11');
    expect(await run()).toBe(1);
  });
});

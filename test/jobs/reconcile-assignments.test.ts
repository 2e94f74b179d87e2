import { JobRunner } from '#platform/jobs/jobs';
import { sql } from '#platform/database/sql';
import { startProgramme, value, type ProgrammeWorld } from '../database/programme-world';

describe('the job that compares assignments with the roster', () => {
  let it_: ProgrammeWorld;
  beforeEach(async () => {
    it_ = await startProgramme();
  });
  afterEach(() => it_.app.close());

  const run = () => it_.app.get(JobRunner).runNow('reconcile-assignments');

  it('has nothing to do without an open round, nor when all is as it should be', async () => {
    expect(await run()).toBe(0);
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    expect(await run()).toBe(0);
  });

  it('assigns those whose first day has come and marks those whose last day has passed, also after days away, and once', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    await it_.roster('E902,Leo,León,staff,,Tienda,2027-03-25,');
    it_.on('2027-04-05');
    expect(await run()).toBe(2);
    expect(await run()).toBe(0);
    const left = await it_.app.db.rows<{ leftOn: string }>(sql`SELECT left_on FROM assignment WHERE left_on IS NOT NULL`);
    expect(left).toEqual([{ leftOn: '2027-04-01' }]);
    expect(await it_.assignments()).toHaveLength(6);
  });

  it('does nothing in a round that has closed', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    value(await it_.programme.closeRound(it_.system(), '2027-1'));
    it_.on('2027-04-05');
    expect(await run()).toBe(0);
  });

  it('leaves a line that says how much it put right', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    it_.on('2027-04-05');
    await run();
    const lines = await it_.app.db.rows<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE action = 'assignments.settled'`);
    expect(lines.map(({ detail }) => JSON.parse(detail) as unknown)).toEqual([{ assigned: 0, amended: 1, withdrawn: 0 }]);
  });
});

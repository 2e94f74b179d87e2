import { plusDaysOf24Hours } from '#kernel/instant';
import { CurriculumService } from '#modules/curriculum';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { completeUnit, type OpenedRound, openRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';

const UNIT_ZERO = '00-bienvenida';

describe('the welcome of a joiner', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  const system = () => app.get(Contexts).system('test');
  const welcomeOf = async (personId: string) =>
    (await app.get(ProgrammeService).assignmentsOf(personId as World['chi'])).find(({ roundCode }) => roundCode === '0');

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    const published = await app.get(CurriculumService).publish(system(), UNIT_ZERO);
    if (!published.ok) throw new Error(published.refusal);
    round = await openRound(app, world);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 3));
  });
  afterAll(() => app.close());

  it('is for nobody who was here when the first round opened', async () => {
    expect(await welcomeOf(world.chi)).toBeUndefined();
    const programme = app.get(ProgrammeService);
    const welcome = await programme.round('0');
    expect(await programme.ledger(welcome!.id)).toMatchObject({ headcount: 0, difference: 0 });
  });

  it('comes before the current unit, with thirty days, and is accredited like any other', async () => {
    const { personId } = await round.join();
    const welcome = await welcomeOf(personId);
    expect(welcome).toMatchObject({ unit: UNIT_ZERO, dueOn: '2027-04-03', dueReason: 'joiner' });
    const joiner = await signedIn(app, personId);
    expect((await joiner.get('/my')).html).toContain('Bienvenida');
    expect((await completeUnit(app, joiner, welcome!.id)).to).toBe(`/my/${welcome!.id}/done`);
    expect((await joiner.get('/my')).html).toContain('Mi trabajo es el cliente');
    await app.get(JobRunner).settled();
    expect(await app.db.rows(sql`SELECT code FROM diploma WHERE person_id = ${personId}`)).toHaveLength(1);
  });

  it('has a ledger of its own and no place in the calendar', async () => {
    const programme = app.get(ProgrammeService);
    const welcome = await programme.round('0');
    expect(await programme.ledger(welcome!.id)).toMatchObject({ headcount: 1, completed: 1, difference: 0 });
    const { rounds } = await programme.plan(system(), 4);
    expect(rounds.some(({ unit }) => unit === UNIT_ZERO)).toBe(false);
    expect((await programme.openRounds()).map(({ id }) => id)).toEqual([round.roundId]);
  });
});

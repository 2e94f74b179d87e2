import { toCalendarDate as day } from '#kernel/calendar-date';
import { newId, type PersonId } from '#kernel/id';
import { AbsencesService } from '#modules/people';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound, type OpenedRound } from '../../support/learning';
import { queriesOf } from '../../support/queries';
import { createWorld, signedIn, type World } from '../../support/world';
import { hire, wordsOf } from './company';

describe('the loose ends', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  const words = async (reader: PersonId, path = '/loose-ends'): Promise<string> =>
    wordsOf((await (await signedIn(app, reader)).get(path)).html);

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('are for HR and for managers', async () => {
    for (const reader of [world.chi, world.fay]) {
      const visitor = await signedIn(app, reader);
      expect((await visitor.get('/loose-ends')).status).toBe(404);
      expect((await visitor.post('/loose-ends/reminders', { group: 'not-started' })).status).toBe(404);
    }
    const ben = await signedIn(app, world.ben);
    expect((await ben.get('/loose-ends')).status).toBe(200);
    expect((await ben.post('/loose-ends/diplomas')).status).toBe(404);
    expect((await ben.post('/loose-ends/reminders', { group: 'everybody' })).status).toBe(404);
  });

  it('name each group with its number, its first five and one action: HR’s of the company, a manager’s of the own line', async () => {
    round = await openRound(app, world);
    const company = await words(world.ada);
    expect(company).toContain('5 personas no han empezado la ronda');
    expect(company).toContain('5 personas todavía no han entrado nunca');
    expect(company).toContain('1 proveedor no tiene coordinación');
    expect(company).toContain('Limpieza SA');
    const own = await words(world.ben);
    expect(own).toContain('2 personas no han empezado la ronda');
    expect(own).not.toMatch(/Fay|proveedor no tiene/);
  });

  it('see who failed three times, who is back soon, and who has completed without a diploma', async () => {
    const assignmentId = await round.assignmentOf(world.chi);
    const attempt = (number: number, score: number) => ({
      id: newId(),
      assignmentId,
      number,
      items: '[]',
      passMark: 8,
      total: 10,
      startedAt: MONDAY,
      submittedAt: MONDAY,
      score,
    });
    await app.work.run(() => app.db.insert('attempt', [attempt(1, 3), attempt(2, 5)]));
    expect(await words(world.ben)).not.toContain('tres intentos');
    await app.work.run(() => app.db.insert('attempt', [attempt(3, 7)]));
    expect(await words(world.ben)).toMatch(/1 persona no ha aprobado en tres intentos .* Chi Chávez/);

    const ctx = app.get(Contexts).system('test');
    await app.get(AbsencesService).record(ctx, world.dora, { kind: 'leave', fromOn: day('2027-03-01'), untilOn: day('2027-03-10') });
    const own = await words(world.ben);
    expect(own).toMatch(/1 persona vuelve pronto de su ausencia .* Dora Duarte vuelve el 10 mar 2027/);
    expect(own).toContain('1 persona no ha empezado la ronda');

    const completion = {
      id: newId(),
      assignmentId,
      personId: world.chi,
      roundId: round.roundId,
      editionId: round.edition.id,
      score: 9,
      total: 10,
    };
    await app.work.run(() => app.db.insert('completion', [{ ...completion, completedAt: '2027-03-01T00:00:00.000Z' }]));
    expect(await words(world.ada)).toMatch(/1 persona terminó y no tiene su diploma .* Emitir ahora los diplomas/);
    const asked = await (await signedIn(app, world.ada)).post('/loose-ends/diplomas');
    expect(asked).toMatchObject({ status: 303, to: '/loose-ends' });
  });

  it('reminds a whole group, and says who needs paper', async () => {
    const ben = await signedIn(app, world.ben);
    expect(await ben.post('/loose-ends/reminders', { group: 'not-started' })).toMatchObject({ status: 303, to: '/loose-ends' });
    // Nobody of other lines: one is whom the page has named.
    expect(wordsOf((await ben.get('/loose-ends')).html)).toContain('A 1 persona no se le puede escribir');
  });

  it('asks the database as often for many as for few, and turns pages of one group', async () => {
    const ada = await signedIn(app, world.ada);
    const count = () => queriesOf(app, () => ada.get('/loose-ends'));
    const few = await count();
    await hire(app, 80, { team: world.shop, manager: world.ben, supplier: world.supplier, prefix: 'L' });
    expect(await count()).toBe(few);
    const group = await words(world.ada, '/loose-ends?show=not-activated&page=2');
    expect(group).toContain('85 personas todavía no han entrado nunca');
    expect(group).toContain('Página 2 de 2');
  });

  it('are none when nothing waits', async () => {
    const quiet = await startApp();
    const people = await createWorld(quiet);
    await quiet.work.run(() =>
      quiet.db.insert(
        'credential',
        [people.chi, people.dora].map((id) => ({
          id,
          passwordHash: 'x',
          pinHash: null,
          failures: 0,
          lockedUntil: null,
          changedAt: MONDAY,
        })),
      ),
    );
    const page = await (await signedIn(quiet, people.ben)).get('/loose-ends');
    expect(wordsOf(page.html)).toContain('No queda ningún cabo suelto');
    await quiet.close();
  });
});

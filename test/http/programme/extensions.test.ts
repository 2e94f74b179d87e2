import { toCalendarDate as day } from '#kernel/calendar-date';
import { newId, type PersonId } from '#kernel/id';
import { plusHours, startOfDay } from '#kernel/instant';
import { AbsencesService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { startApp, type TestApp } from '../../support/app';
import { openRound, type OpenedRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';
import { wordsOf } from '../reporting/company';

describe('more time', () => {
  let app: TestApp;
  let world: World;
  let round: OpenedRound;
  const on = (date: string): void => {
    app.clock.stopAt(plusHours(startOfDay(app.clock.zone, day(date)), 9));
  };
  const page = async (reader: PersonId, path: string) => (await signedIn(app, reader)).get(path);
  const words = async (reader: PersonId, path: string): Promise<string> => wordsOf((await page(reader, path)).html);
  const ask = async (personId: PersonId, reason = '') =>
    (await signedIn(app, personId)).post(`/my/${await round.assignmentOf(personId)}/extensions`, { reason });
  const waitingOf = async (personId: PersonId): Promise<string> =>
    (await app.db.row<{ id: string }>(sql`SELECT id FROM extension WHERE person_id = ${personId} AND decided_at IS NULL`))!.id;
  const dueOf = async (personId: PersonId) =>
    (await app.db.row<{ dueOn: string }>(sql`SELECT due_on FROM assignment WHERE person_id = ${personId}`))!.dueOn;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    round = await openRound(app, world);
  });
  afterAll(() => app.close());

  it('is offered in one tap once the date is near, not before', async () => {
    expect(await words(world.chi, '/my')).not.toContain('Pedir más plazo');
    on('2027-04-05');
    for (const path of ['/my', `/my/${await round.assignmentOf(world.chi)}`])
      expect(await words(world.chi, path)).toContain('Pedir más plazo');
    on('2027-04-14');
    expect(await words(world.chi, '/my')).toContain('¿No va a llegar? Puede pedir 14 días más.');
  });

  it('is asked for, shown as waiting, and seen by the manager first of all', async () => {
    const asked = await ask(world.chi, 'Semana de inventario');
    expect(asked).toMatchObject({ status: 303, to: '/my' });
    expect(await words(world.chi, '/my')).toContain('Pidió más plazo: todavía no le han contestado');
    expect(await words(world.chi, '/my')).not.toContain('Pedir más plazo');
    const team = await words(world.ben, '/team');
    expect(team).toContain('1 persona pide más plazo Chi Chávez Tenía hasta el 12 abr 2027. Con 14 días más, hasta el 26 abr 2027.');
    expect(team).toContain('«Semana de inventario»');
    expect(await words(world.ben, '/extensions')).toContain('Chi Chávez');
    expect(await words(world.ada, '/extensions')).toContain('Jefe: Ben Benítez.');
  });

  it('is decided by those above only, and everybody else finds nothing there', async () => {
    const id = await waitingOf(world.chi);
    for (const reader of [world.chi, world.fay, world.dora]) {
      expect((await page(reader, '/extensions')).status).toBe(404);
      expect((await (await signedIn(app, reader)).post(`/extensions/${id}/grant`)).status).toBe(404);
    }
    await app.work.run(() => app.db.execute(sql`UPDATE engagement SET manager_id = ${world.chi} WHERE person_id = ${world.fay}`));
    expect((await (await signedIn(app, world.chi)).post(`/extensions/${id}/grant`)).status).toBe(404);
    expect(await words(world.chi, '/extensions')).toContain('Nadie espera una respuesta');
    const elsewhere = `/my/${await round.assignmentOf(world.fay)}/extensions`;
    expect((await (await signedIn(app, world.chi)).post(elsewhere)).status).toBe(404);
    await app.work.run(() => app.db.execute(sql`UPDATE engagement SET manager_id = NULL WHERE person_id = ${world.fay}`));
    expect(await dueOf(world.chi)).toBe('2027-04-12');
  });

  it('moves the date when it is given, says so to the person, and says why to the manager', async () => {
    const granted = await (await signedIn(app, world.ben)).post(`/extensions/${await waitingOf(world.chi)}/grant`, { from: 'team' });
    expect(granted).toMatchObject({ status: 303, to: '/team' });
    expect(await dueOf(world.chi)).toBe('2027-04-26');
    const mine = await words(world.chi, '/my');
    expect(mine).toContain('Le dieron más plazo: tiene hasta el 26 abr 2027');
    expect(mine).toContain('Su plazo es el de la ronda. Incluye 14 días más que le concedieron.');
    expect(await words(world.ben, '/team')).toContain('hasta el 26 abr 2027 (con 14 días de prórroga)');
    expect(await words(world.ben, '/team')).not.toContain('pide más plazo');
  });

  it('leaves the date where it is when it is not given, and may be asked for again', async () => {
    on('2027-04-20');
    await ask(world.chi);
    await (await signedIn(app, world.ben)).post(`/extensions/${await waitingOf(world.chi)}/refusal`);
    expect(await dueOf(world.chi)).toBe('2027-04-26');
    const mine = await words(world.chi, '/my');
    expect(mine).toContain('No le dieron más plazo: sigue siendo el 26 abr 2027');
    expect(mine).toContain('Pedir más plazo');
  });

  it('is for HR to decide where somebody has no manager', async () => {
    await ask(world.fay);
    expect(await words(world.ada, '/extensions')).toContain('No tiene jefe en la lista de personal.');
    expect(await words(world.ben, '/extensions')).not.toContain('Fay');
    const decided = await (await signedIn(app, world.ada)).post(`/extensions/${await waitingOf(world.fay)}/grant`, { from: 'nowhere' });
    expect(decided).toMatchObject({ status: 303, to: '/extensions' });
    expect(await words(world.fay, '/my')).toContain('You were given more time: you have until 26 Apr 2027');
    const again = await (await signedIn(app, world.ada)).post(`/extensions/${newId()}/grant`);
    expect(again.status).toBe(404);
  });

  it('promises the date that it will be, days of absence counted', async () => {
    const leave = { kind: 'leave', fromOn: day('2027-04-30'), untilOn: day('2027-05-05') } as const;
    await app.get(AbsencesService).record(app.get(Contexts).system('test'), world.chi, leave);
    expect(await dueOf(world.chi)).toBe('2027-04-26');
    await ask(world.chi);
    expect(await words(world.ben, '/extensions')).toContain('Tiene hasta el 26 abr 2027. Con 14 días más, hasta el 15 may 2027.');
    const granted = await (await signedIn(app, world.ben)).post(`/extensions/${await waitingOf(world.chi)}/grant`);
    expect(granted.to).toBe('/extensions');
    expect(await dueOf(world.chi)).toBe('2027-05-15');
  });

  it('is nothing to give any more once the person has finished, or the round is closed', async () => {
    on('2027-05-02');
    await ask(world.fay);
    await ask(world.ben);
    const [fays, bens] = [await waitingOf(world.fay), await waitingOf(world.ben)];
    await app.get(ProgrammeService).recordCompletion(await round.assignmentOf(world.ben), app.get(Contexts).system('test').now);
    const ada = await signedIn(app, world.ada);
    await ada.post(`/extensions/${bens}/grant`);
    expect(wordsOf((await ada.get('/extensions')).html)).toContain('Ya terminó esta ronda');
    await app.get(ProgrammeService).closeRound(app.get(Contexts).system('test'), round.roundId);
    expect(await words(world.ada, '/extensions')).toContain('Nadie espera una respuesta');
    await ada.post(`/extensions/${fays}/grant`);
    expect(wordsOf((await ada.get('/extensions')).html)).toContain('La ronda ya se cerró.');
    expect(await dueOf(world.fay)).toBe('2027-04-26');
    expect(await words(world.fay, '/my')).not.toContain('You asked for more time');
    expect(await app.db.rows(sql`SELECT id FROM extension WHERE granted = 1 AND id IN (${fays}, ${bens})`)).toEqual([]);
  });
});

import { toCalendarDate as day } from '#kernel/calendar-date';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { plusHours, startOfDay } from '#kernel/instant';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';
import { wordsOf } from '../reporting/company';

describe('exemptions', () => {
  let app: TestApp;
  let world: World;
  let roundId: RoundId;
  const on = (date: string): void => {
    app.clock.stopAt(plusHours(startOfDay(app.clock.zone, day(date)), 9));
  };
  const words = async (reader: PersonId, path: string): Promise<string> => wordsOf((await (await signedIn(app, reader)).get(path)).html);
  const grant = async (by: PersonId, fields: Record<string, string>) =>
    (await signedIn(app, by)).post(`/rounds/${roundId}/exemptions`, {
      person: world.chi,
      reasonCode: 'trained-elsewhere',
      evidence: 'Diploma 55',
      fromOn: '2027-03-01',
      lastOn: '2027-03-20',
      ...fields,
    });
  const ledger = async () => (await app.get(ProgrammeService).ledger(roundId))!;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    roundId = (await openRound(app, world)).roundId;
  });
  afterAll(() => app.close());

  it('are granted from the page of a person, where the date and its reason stand', async () => {
    expect(await words(world.ada, `/people/${world.chi}`)).toContain('Plazos y exenciones');
    const page = await words(world.ada, `/people/${world.chi}/exemptions`);
    expect(page).toContain('Ronda 2027-1 Tiene hasta el 12 abr 2027 Es la fecha de la ronda. Conceder una exención');
    expect(await words(world.ada, `/rounds/${roundId}/exemptions/new?person=${world.chi}`)).toContain('Exención para Chi Chávez');
  });

  it('need a reason, evidence and days that make sense; what was typed stays', async () => {
    const page = await grant(world.ada, { reasonCode: '', evidence: ' ', lastOn: '2027-02-01' });
    expect(page.status).toBe(422);
    expect(wordsOf(page.html)).toContain('Elija el motivo.');
    expect(wordsOf(page.html)).toContain('con al menos cinco letras');
    expect(page.html).toContain('value="2027-02-01"');
    expect(await ledger()).toMatchObject({ exempt: 0 });
  });

  it('are for HR: nobody else finds the pages, and nobody lets themselves off', async () => {
    for (const reader of [world.ben, world.chi, world.fay]) {
      const visitor = await signedIn(app, reader);
      for (const path of [
        `/people/${world.chi}/exemptions`,
        `/rounds/${roundId}/exemptions`,
        `/rounds/${roundId}/exemptions/new?person=${world.chi}`,
      ])
        expect((await visitor.get(path)).status).toBe(404);
      expect((await grant(reader, {})).status).toBe(404);
    }
    const own = await grant(world.ada, { person: world.ada });
    expect(own.status).toBe(303);
    expect(await ledger()).toMatchObject({ exempt: 0 });
    expect((await grant(world.ada, { person: newId() })).status).toBe(404);
  });

  it('show who answers for them and until when, and count apart', async () => {
    expect(await grant(world.ada, {})).toMatchObject({ status: 303, to: `/people/${world.chi}/exemptions` });
    for (const path of [`/people/${world.chi}/exemptions`, `/rounds/${roundId}/exemptions`]) {
      const page = await words(world.ada, path);
      expect(page).toContain('Ya se formó en otro lugar: Diploma 55 Del 1 mar 2027 al 20 mar 2027 Concedida por Ada Aguilar');
      expect(page).toContain('Vigente');
    }
    expect(await ledger()).toMatchObject({ exempt: 1, difference: 0 });
  });

  it('say what clashes without losing what was typed, and that nothing is owed meanwhile', async () => {
    const twice = await grant(world.ada, { fromOn: '2027-03-10', lastOn: '2027-04-30', evidence: 'Constancia nueva' });
    expect(twice.status).toBe(422);
    expect(wordsOf(twice.html)).toContain('Ya tiene una exención del 1 mar 2027 al 20 mar 2027');
    expect(twice.html).toContain('value="Constancia nueva"');
    expect(twice.html).toContain('value="2027-04-30"');
    const page = await words(world.ada, `/people/${world.chi}/exemptions`);
    expect(page).toContain('Ronda 2027-1 No la debe mientras dure su exención. Después tendrá hasta el 20 abr 2027');
    expect(page).toContain('Exenciones Ronda 2027-1 Ya se formó en otro lugar');
  });

  it('are not granted to a record that has become another', async () => {
    const { db, work } = app;
    await work.run(() => db.execute(sql`UPDATE person SET merged_into_id = ${world.ben} WHERE id = ${world.dora}`));
    expect((await grant(world.ada, { person: world.dora })).status).toBe(404);
    await work.run(() => db.execute(sql`UPDATE person SET merged_into_id = NULL WHERE id = ${world.dora}`));
    expect(await db.rows(sql`SELECT id FROM exemption WHERE person_id = ${world.dora}`)).toEqual([]);
  });

  it('end by themselves: the nightly check finds nothing to do, and the person has thirty days', async () => {
    on('2027-03-21');
    expect(await app.get(ProgrammeService).reconcile(app.get(Contexts).system('reconcile-assignments'))).toBe(0);
    expect(await ledger()).toMatchObject({ exempt: 0, difference: 0 });
    expect(await words(world.ada, `/rounds/${roundId}/exemptions`)).toContain('Terminada');
    expect(await words(world.ada, `/people/${world.chi}/exemptions`)).toContain(
      'Tiene hasta el 20 abr 2027 Son 30 días desde el fin de su exención.',
    );
    expect(await words(world.chi, '/my')).toContain('Usted tiene 30 días desde que terminó su exención.');
  });

  it('are revoked with one press, and stay to be seen', async () => {
    await grant(world.ada, { fromOn: '2027-03-22', lastOn: '' });
    const { id } = (await app.db.row<{ id: string }>(sql`SELECT id FROM exemption WHERE until_on IS NULL`))!;
    expect((await (await signedIn(app, world.ben)).post(`/rounds/${roundId}/exemptions/${id}/revocation`)).status).toBe(404);
    const revoked = await (await signedIn(app, world.ada)).post(`/rounds/${roundId}/exemptions/${id}/revocation`);
    expect(revoked).toMatchObject({ status: 303, to: `/people/${world.chi}/exemptions` });
    expect(await words(world.ada, `/people/${world.chi}/exemptions`)).toMatch(/para toda la ronda.*Revocada por Ada Aguilar/);
  });

  it('do not make on time whoever was late when they began', async () => {
    on('2027-04-25');
    expect((await grant(world.ada, { person: world.fay, fromOn: '2027-04-14', lastOn: '2027-04-30' })).status).toBe(303);
    expect(await words(world.ada, `/people/${world.fay}/exemptions`)).toContain(
      'No la debe mientras dure su exención, que empezó con el plazo vencido: después la debe desde el 12 abr 2027',
    );
    expect(await ledger()).toMatchObject({ exempt: 1, difference: 0 });
    on('2027-05-02');
    expect(await words(world.ada, `/people/${world.fay}/exemptions`)).toContain('Tiene hasta el 12 abr 2027');
  });
});

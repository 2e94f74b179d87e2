import { toCalendarDate } from '#kernel/calendar-date';
import { ProgrammeService } from '#modules/programme';
import { AbsencesService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';

describe('the absences of a person', () => {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await openRound(app, world);
  });
  afterAll(() => app.close());

  const dueOf = async (id: World['chi']) => (await app.get(ProgrammeService).assignmentsOf(id))[0]?.dueOn;
  const leave = { kind: 'leave', fromOn: '2027-03-01', untilOn: '2027-03-11' };

  it('are recorded by the manager, changed and cancelled, and the date follows', async () => {
    const ben = await signedIn(app, world.ben);
    const path = `/people/${world.chi}/absences`;
    expect((await ben.get(`/team/${world.chi}`)).html).toContain(`href="${path}"`);
    expect((await ben.get(path)).html).toContain('No hay ausencias anotadas.');
    const due = await dueOf(world.chi);
    expect((await ben.post(path, leave)).to).toBe(path);
    expect(await dueOf(world.chi)).not.toBe(due);
    const page = await ben.get(path);
    expect(page.html).toContain('Vacaciones o permiso');
    expect(page.html).toContain('Del 1 mar 2027 al 10 mar 2027');
    expect((await ben.post(path, leave)).to).toBe(path);
    expect((await ben.get(path)).html).toMatch(/flash-note[\s\S]*Esa ausencia ya estaba anotada, con los mismos días/);
    const again = await ben.post(path, { ...leave, kind: 'sickness' });
    expect(again.status).toBe(422);
    expect(again.html).toContain('Ya hay una ausencia anotada del 1 mar 2027 al 10 mar 2027');
    const slip = await ben.post(path, { ...leave, untilOn: '9999-12-31' });
    expect(`${slip.status} ${slip.html.includes('value="9999-12-31"')} ${slip.html.includes('Elija el día.')}`).toBe('422 true true');
    expect((await ben.post(path, { ...leave, kind: 'party', fromOn: 'x' })).html).toContain('Elija el motivo de la ausencia.');

    const [absence] = await app.get(AbsencesService).of(world.chi);
    expect((await ben.post(`${path}/${absence!.id}`, { untilOn: '2027-03-05' })).to).toBe(path);
    expect((await app.get(AbsencesService).of(world.chi))[0]).toMatchObject({ kind: 'leave', untilOn: '2027-03-05' });
    await ben.post(`${path}/${absence!.id}`, { untilOn: '2027-02-05' });
    expect((await ben.get(path)).html).toContain('El día en que vuelve tiene que ser posterior al primer día de ausencia.');
    const never = await ben.post(path, { ...leave, untilOn: leave.fromOn });
    expect(never.status).toBe(422);
    expect(never.html).toContain('El día en que vuelve tiene que ser posterior al primer día de ausencia.');
    expect(never.html).toContain('href="#untilOn"');
    expect((await ben.post(`${path}/${absence!.id}/cancellation`)).to).toBe(path);
    expect(await dueOf(world.chi)).toBe(due);
    // From another tab, where it still stood.
    expect((await ben.post(`${path}/${absence!.id}/cancellation`)).to).toBe(path);
    const pressedAgain = (await ben.get(path)).html;
    expect(pressedAgain).toContain('Esa ausencia ya estaba anulada.');
    expect(pressedAgain).toContain('flash-note');
    expect((await ben.post(`${path}/${absence!.id}`, { untilOn: '2027-03-09' })).to).toBe(path);
    const changed = (await ben.get(path)).html;
    expect(changed).toContain('Esa ausencia está anulada: su fecha ya no se cambia.');
    expect(changed).toContain('flash-refused');
    expect(await dueOf(world.chi)).toBe(due);
  });

  it('are of nobody who has become another', async () => {
    await app.work.run(() => app.db.execute(sql`UPDATE person SET merged_into_id = ${world.ben} WHERE id = ${world.dora}`));
    const span = { kind: 'leave', fromOn: toCalendarDate(leave.fromOn), untilOn: toCalendarDate(leave.untilOn) } as const;
    const recorded = await app.get(AbsencesService).record(app.get(Contexts).system('test'), world.dora, span);
    expect(recorded).toMatchObject({ ok: false, refusal: 'no-such-person' });
    await app.work.run(() => app.db.execute(sql`UPDATE person SET merged_into_id = NULL WHERE id = ${world.dora}`));
  });

  it('are HR’s for everybody, a manager’s for the own line only, and nobody’s for themselves', async () => {
    const ada = await signedIn(app, world.ada);
    expect((await ada.post(`/people/${world.fay}/absences`, { ...leave, kind: 'parental' })).status).toBe(303);
    expect((await ada.get(`/people/${world.fay}`)).html).toContain('Maternidad o paternidad');
    const [absence] = await app.get(AbsencesService).of(world.fay);
    const ben = await signedIn(app, world.ben);
    for (const path of [`/people/${world.fay}/absences`, `/people/${world.ben}/absences`]) {
      expect((await ben.get(path)).status).toBe(404);
      expect((await ben.post(path, leave)).status).toBe(404);
    }
    expect((await ben.post(`/people/${world.chi}/absences/${absence!.id}/cancellation`)).status).toBe(404);
    expect((await ben.post(`/people/${world.fay}/absences/${absence!.id}/cancellation`)).status).toBe(404);
    const chi = await signedIn(app, world.chi);
    expect((await chi.get(`/people/${world.chi}/absences`)).status).toBe(404);
  });
});

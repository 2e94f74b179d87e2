import { sql } from '#platform/database/sql';
import { type Cast, signedIn } from '../../support/world';
import type { Visitor } from '../../support/visitor';
import { startProgramme, value, type ProgrammeWorld } from '../../database/programme-world';

describe('the calendar', () => {
  let it_: ProgrammeWorld;
  let ada: Visitor;
  beforeEach(async () => {
    it_ = await startProgramme();
    ada = await signedIn(it_.app, it_.world.ada);
  });
  afterEach(() => it_.app.close());

  /** Another day; sessions do not last that long. */
  const later = async (day: string) => {
    it_.on(day);
    ada = await signedIn(it_.app, it_.world.ada);
  };

  it('shows four years of rounds, each with its reason, as a drawing and as a table', async () => {
    const { html, status } = await ada.get('/calendar');
    expect(status).toBe(200);
    expect(html).toContain('<svg class="chart"');
    expect(html).toContain('Es la primera ronda.');
    expect(html).toContain('El reloj empieza con la primera ronda.');
    expect(html).toContain('por escribir');
    expect(html).toContain('5 meses después de la anterior.');
    expect(html).toContain('El 1 ago 2027 no es lunes: se toma el más cercano.');
    expect(html).toContain('Aprobar la ronda 2027-1');
    expect(html).not.toMatch(/\sstyle=|undefined|\[object/);
  });

  it('shows the culture clock once a round has opened', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    await later('2027-03-31');
    const calm = await ada.get('/calendar');
    expect(calm.html).toMatch(/30[\s\S]{0,200}días desde que se abrió la última ronda/);
    expect(calm.html).toContain('154');
    await later('2027-09-10');
    expect((await ada.get('/calendar')).html).toContain('El límite era el miércoles, 1 de septiembre de 2027');
  });

  it('speaks English to those who read it', async () => {
    await it_.app.work.run(() => it_.app.db.execute(sql`UPDATE person SET language = 'en' WHERE id = ${it_.world.ada}`));
    const { html } = await ada.get('/calendar');
    expect(html).toContain('Something new for everybody, every four to six months.');
    expect(html).toContain('This is the first round.');
  });

  it('is read by auditors and sponsors, changed by HR only, and not there for anybody else', async () => {
    const { app, world } = it_;
    const grant = (personId: string, role: string) =>
      app.work.run(() =>
        app.db.insert('role_grant', [
          { id: `${role}-grant`, personId, role, grantedAt: app.clock.now(), grantedBy: null, revokedAt: null },
        ]),
      );
    await grant(world.fay, 'auditor');
    const seen: Record<Cast, [number, number]> = {
      ada: [200, 200],
      ben: [404, 404],
      chi: [404, 404],
      dora: [404, 404],
      emil: [404, 404],
      fay: [200, 404],
    };
    for (const [name, statuses] of Object.entries(seen)) {
      const visitor = await signedIn(app, world[name as Cast]);
      const answers = [await visitor.get('/calendar'), await visitor.get('/calendar/cadence')].map(({ status }) => status);
      expect([name, ...answers]).toEqual([name, ...statuses]);
    }
    const auditor = await signedIn(app, world.fay);
    expect((await auditor.get('/calendar')).html).not.toContain('/rounds/new');
    expect((await auditor.post('/calendar/cadence', { cadenceMonths: 4, windowWeeks: 6, weekday: 1 })).status).toBe(404);
    expect((await app.visitor().get('/calendar')).to).toMatch(/^\/sign-in/);
  });

  it('changes the cadence, keeps what was typed when it is wrong, and leaves a line', async () => {
    const { app, programme } = it_;
    expect((await ada.get('/calendar/cadence')).html).toContain('<option value="5" selected');
    const wrong = await ada.post('/calendar/cadence', { cadenceMonths: 7, windowWeeks: 40, weekday: 3 });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Elija 4, 5 o 6 meses.');
    expect(wrong.html).toContain('value="40"');
    expect((await programme.settings()).cadence.cadenceMonths).toBe(5);

    expect((await ada.post('/calendar/cadence', { cadenceMonths: 6, windowWeeks: 8, weekday: 3 })).to).toBe('/calendar');
    expect((await programme.settings()).cadence).toEqual({ cadenceMonths: 6, windowWeeks: 8, weekday: 3 });
    expect(await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'cadence.changed'`)).toHaveLength(1);
    expect((await ada.get('/calendar')).html).toContain('La cadencia está guardada.');
  });

  it('adds and removes days without openings, and the calendar moves out of their way', async () => {
    const wrong = await ada.post('/calendar/blackouts', { fromOn: '2027-08-10', lastOn: '2027-08-01', reason: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('El último día no puede ser anterior al primero.');
    expect((await ada.post('/calendar/blackouts', { fromOn: '31/02/2027', lastOn: '2027-08-01', reason: 'x' })).html).toContain(
      'Escriba un día que exista',
    );

    expect(
      (await ada.post('/calendar/blackouts', { fromOn: '2027-07-26', lastOn: '2027-08-10', reason: 'Inventario & <fiestas>' })).to,
    ).toBe('/calendar/blackouts');
    const { blackouts } = await it_.programme.settings();
    expect(blackouts).toMatchObject([{ fromOn: '2027-07-26', untilOn: '2027-08-11' }]);
    const { html } = await ada.get('/calendar');
    expect(html).toContain('El 2 ago 2027 hay Inventario &amp; &lt;fiestas&gt;, sin aperturas');
    expect((await ada.get('/calendar/blackouts')).html).toContain('martes, 10 de agosto de 2027');

    expect((await ada.post(`/calendar/blackouts/${blackouts[0]!.id}/removal`)).to).toBe('/calendar/blackouts');
    expect((await ada.post(`/calendar/blackouts/${blackouts[0]!.id}/removal`)).to).toBe('/calendar/blackouts');
    expect((await ada.get('/calendar/blackouts')).html).toMatch(/flash-note[\s\S]*Esos días ya se habían quitado/);
    expect((await ada.get('/calendar')).html).not.toContain('Inventario');
  });

  it('says so when no day is left between four and six months', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    await ada.post('/calendar/blackouts', { fromOn: '2027-06-01', lastOn: '2027-10-01', reason: 'Mudanza' });
    const { html } = await ada.get('/calendar');
    expect(html).toContain('El calendario no puede seguir');
    expect(html).toContain('Entre el jueves, 1 de julio de 2027 y el miércoles, 1 de septiembre de 2027');
    expect((await ada.get('/rounds/new')).to).toBe('/calendar');
  });
});

import { type Cast, signedIn } from '../../support/world';
import type { Visitor } from '../../support/visitor';
import { sql } from '#platform/database/sql';
import { startProgramme, UNIT, value, type ProgrammeWorld } from '../../database/programme-world';

describe('the page of a round', () => {
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

  it('leads from the proposal to the approval, the opening and the closing', async () => {
    const proposal = await ada.get('/rounds/new');
    expect(proposal.html).toContain('Es la primera ronda');
    expect(proposal.html).toContain('value="2027-03-01"');

    const { to: round = '' } = await ada.post('/rounds', { code: '2027-1', opensOn: '2027-03-01', reason: '' });
    expect(round).toMatch(/^\/rounds\/[0-9a-f-]{36}$/);
    const approved = await ada.get(round);
    expect(approved.html).toContain('La ronda 2027-1 está aprobada.');
    expect(approved.html).toContain('Ada Aguilar');
    expect((await ada.get('/calendar')).html).toContain('Ver la ronda 2027-1');

    const confirm = await ada.get(`${round}/opening`);
    expect(confirm.html).toContain('Se asignará a 5 personas: 4 empleadas y 1 contratista.');
    expect((await ada.post(`${round}/opening`)).to).toBe(round);
    const open = await ada.get(round);
    expect(open.html).toContain('La ronda está abierta para 5 personas.');
    expect(open.html).toContain('Dónde está cada persona');
    expect(open.html).not.toContain('no cuadra');

    expect((await ada.get(`${round}/closing`)).html).toContain('a 5 personas todavía le falta');
    expect((await ada.post(`${round}/closing`)).to).toBe(round);
    expect((await ada.get(round)).html).toContain('Cerrada');
    expect((await ada.get(`${round}/closing`)).to).toBe(round);
    expect((await ada.get(`${round}/opening`)).to).toBe(round);
  });

  it('does nothing twice: the second press says so', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    const round = (await it_.programme.round('2027-1'))!.id;
    await ada.post(`/rounds/${round}/opening`);
    const again = await ada.get(`/rounds/${round}`);
    expect(again.html).toContain('La ronda 2027-1 ya se había abierto. No se ha hecho nada dos veces.');
    expect(again.html).toContain('class="flash flash-note" role="status"');
    expect(await it_.assignments()).toHaveLength(5);
    await ada.post(`/rounds/${round}/closing`);
    await ada.post(`/rounds/${round}/closing`);
    const closed = await ada.get(`/rounds/${round}`);
    expect(closed.html).toContain('La ronda 2027-1 ya se había cerrado.');
    expect(closed.html).toContain('flash-note');
    const days = { fromOn: '2027-12-20', lastOn: '2027-12-31', reason: 'Fin de año' };
    await ada.post('/calendar/blackouts', days);
    await ada.post('/calendar/blackouts', days);
    const blackouts = await ada.get('/calendar/blackouts');
    expect(blackouts.html).toContain('Esos días ya estaban anotados');
    expect(blackouts.html.split('/removal"')).toHaveLength(2);
    const removal = /\/calendar\/blackouts\/[0-9a-f-]+\/removal/.exec(blackouts.html)?.[0] ?? '';
    await ada.post(removal);
    expect((await ada.post(removal)).to).toBe('/calendar/blackouts');
    expect((await ada.get('/calendar/blackouts')).html).toContain('Esos días ya se habían quitado.');
  });

  it('keeps what was typed when the day is not allowed, and takes a reason that shows for ever', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    await later('2027-05-03');
    const refused = await ada.post('/rounds', { code: '2027-2', opensOn: '2027-05-10', reason: '' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('antes de cuatro meses hace falta un motivo');
    expect(refused.html).toContain('value="2027-05-10"');
    expect((await ada.post('/rounds', { code: '2027-2', opensOn: '2027-05-10', reason: 'corto' })).html).toContain('al menos 10 letras');
    expect((await ada.post('/rounds', { code: '2027-2', opensOn: 'mañana', reason: '' })).html).toContain('Escriba un día que exista');

    const { to = '' } = await ada.post('/rounds', { code: '2027-2', opensOn: '2027-05-10', reason: 'La sede nueva abre en mayo' });
    await later('2027-05-10');
    await ada.post(`${to}/opening`);
    const { html } = await ada.get(to);
    expect(html).toContain('Fuera de la regla, por decisión de Ada Aguilar');
    expect(html).toContain('La sede nueva abre en mayo');
    expect((await it_.programme.openRounds()).map(({ code }) => code)).toEqual(['2027-2']);
  });

  it('asks for a reason where the rule objects to today', async () => {
    value(await it_.programme.openRound(it_.system(), '2027-1'));
    await later('2027-06-15');
    const { to = '' } = await ada.post('/rounds', { code: '2027-2', opensOn: '2027-08-02', reason: '' });
    expect((await ada.get(to)).html).toContain('Hoy no puede abrirse sin un motivo');
    expect((await ada.get(`${to}/opening`)).html).toContain('Abrir fuera de la regla');
    await ada.post(`${to}/opening`, { reason: '' });
    expect((await it_.programme.round('2027-2'))?.state).toBe('approved');
    const short = await ada.post(`${to}/opening`, { reason: 'prisa' });
    expect([short.status, short.html.includes('prisa')]).toEqual([422, true]);
    await ada.post(`${to}/opening`, { reason: 'Cambio de temporada alta' });
    expect((await it_.programme.round('2027-2'))?.state).toBe('open');
  });

  it('says that the unit is not published before anybody presses', async () => {
    const { to = '' } = await ada.post('/rounds', { code: '2027-1', opensOn: '2027-03-01', reason: '' });
    await it_.app.work.run(() => it_.app.db.execute(sql`DELETE FROM edition WHERE unit = ${UNIT}`));
    expect((await ada.get(to)).html).toContain('La unidad no está publicada');
    await ada.post(`${to}/opening`);
    expect((await ada.get(to)).html).toContain('no tiene una edición publicada');
    expect(await it_.assignments()).toEqual([]);
  });

  it('takes an approval back', async () => {
    const { to = '' } = await ada.post('/rounds', { code: '2027-1', opensOn: '2027-03-01', reason: '' });
    expect((await ada.post(`${to}/withdrawal`)).to).toBe('/calendar');
    expect((await ada.get(to)).status).toBe(404);
  });

  it('is there for HR, auditors and sponsors only, and opens for HR only', async () => {
    const { app, world, programme } = it_;
    const { to = '' } = await ada.post('/rounds', { code: '2027-1', opensOn: '2027-03-01', reason: '' });
    await app.work.run(() =>
      app.db.insert('role_grant', [
        { id: 'sponsor-grant', personId: world.fay, role: 'sponsor', grantedAt: app.clock.now(), grantedBy: null, revokedAt: null },
      ]),
    );
    const seen: Record<Cast, number> = { ada: 200, ben: 404, chi: 404, dora: 404, emil: 404, fay: 200 };
    for (const [name, status] of Object.entries(seen)) {
      const visitor = await signedIn(app, world[name as Cast]);
      expect([name, (await visitor.get(to)).status]).toEqual([name, status]);
      if (name !== 'ada') expect((await visitor.post(`${to}/opening`)).status).toBe(404);
    }
    expect((await programme.round('2027-1'))?.state).toBe('approved');
    expect((await ada.get('/rounds/01234567-0123-7123-8123-0123456789ab')).status).toBe(404);
    expect((await ada.post('/rounds/nothing/opening')).status).toBe(404);
  });
});

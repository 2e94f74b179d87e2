import { newId, type RoundId } from '#kernel/id';
import { plusMinutes, toInstant } from '#kernel/instant';
import { SessionService } from '#modules/identity';
import { ProgrammeService } from '#modules/programme';
import { CoverageService } from '#modules/reporting';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';
import { hire, mark, wordsOf } from './company';

describe('the coverage', () => {
  let app: TestApp;
  let world: World;
  let roundId: RoundId;
  const seen = async (path: string): Promise<string> => wordsOf((await (await signedIn(app, world.ada)).get(path)).html);

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('explains itself before the first round', async () => {
    expect(await seen('/coverage')).toContain('Todavía no se ha abierto ninguna ronda');
    expect((await (await signedIn(app, world.ada)).get('/coverage.csv')).status).toBe(404);
  });

  describe('with a round open', () => {
    beforeAll(async () => {
      ({ roundId } = await openRound(app, world));
      await mark(app, world.chi, { completed: true });
      await mark(app, world.ben, { started: true });
    });

    it('is for HR, the auditor and the sponsor; for the others it is not there', async () => {
      for (const person of [world.ben, world.chi, world.dora, world.emil, world.fay]) {
        const visitor = await signedIn(app, person);
        for (const path of ['/coverage', '/coverage/people', '/coverage.csv', '/coverage.xlsx'])
          expect((await visitor.get(path)).status).toBe(404);
      }
      await app.work.run(() =>
        app.db.insert('role_grant', [
          { id: newId(), personId: world.fay, role: 'sponsor', grantedAt: MONDAY, grantedBy: null, revokedAt: null },
        ]),
      );
      const page = await (await signedIn(app, world.fay)).get('/coverage');
      expect(wordsOf(page.html)).toContain('20% have finished');
      await app.work.run(() => app.db.execute(sql`DELETE FROM role_grant WHERE person_id = ${world.fay}`));
    });

    it('adds up to the headcount, contractors included, those who left before not', async () => {
      const words = await seen('/coverage');
      expect(words).toContain('De 5 personas, 1 ha terminado, a 4 les falta terminar.');
      expect(words).toMatch(/Terminó 1 20 % En curso 1 20 % Sin empezar 3 60 % .* Personas en la nómina de la ronda 5/);
    });

    it('draws what the table says, without any style of its own', async () => {
      const { html } = await (await signedIn(app, world.ada)).get('/coverage');
      expect(html).not.toMatch(/<[^>]+ style=/);
      const svg = /<svg[^>]*role="img"[\s\S]*?<\/svg>/.exec(html)?.[0] ?? '';
      expect(svg).toContain('<title id="bar-title">Dónde está cada persona</title>');
      expect(
        [...svg.matchAll(/width="([\d.]+)%" height="40" fill="url\(#place-(\w+)\)"/g)].map(([, width, place]) => [place, width]),
      ).toEqual([
        ['completed', '20'],
        ['inProgress', '20'],
        ['notStarted', '60'],
      ]);
      const defined = new Set([...html.matchAll(/<pattern id="(place-\w+)"/g)].map(([, id]) => id));
      for (const [, used] of html.matchAll(/url\(#([\w-]+)\)/g)) expect(defined).toContain(used);
    });

    it('divides the same people by team, supplier and kind', async () => {
      expect(await seen('/coverage')).toMatch(/Bodega 2 0 2 0 0 % Tienda 3 1 2 0 33 %/);
      expect(await seen('/coverage?by=supplier')).toMatch(/Limpieza SA 1 0 1 0 0 % Sin proveedor \(personal propio\) 4 1 3 0 25 %/);
      expect(await seen('/coverage?by=kind')).toMatch(/Contratista 1 0 1 0 0 % Personal propio 4 1 3 0 25 %/);
    });

    it('says of the standing round of joiners that each of them has a date of their own', async () => {
      expect(await seen('/coverage')).toContain('Plazo: hasta el lunes, 12 de abril de 2027.');
      await app.work.run(() => app.db.execute(sql`UPDATE round SET kind = 'welcome' WHERE id = ${roundId}`));
      const words = await seen('/coverage?round=2027-1');
      expect(words).toContain('cada persona tiene treinta días desde su ingreso');
      expect(words).not.toContain('Plazo: hasta');
      await app.work.run(() => app.db.execute(sql`UPDATE round SET kind = 'company' WHERE id = ${roundId}`));
    });

    it('leads down to names, by class, team, supplier and search', async () => {
      expect(await seen('/coverage/people')).toMatch(/5 personas.*Aguilar, Ada.*Benítez, Ben.*Chávez, Chi.*Duarte, Dora.*Fuentes, Fay/);
      expect(await seen('/coverage/people?class=completed')).toMatch(/1 persona .*Chávez, Chi/);
      expect(await seen(`/coverage/people?team=${world.shop}&class=notStarted`)).toMatch(/1 persona Tienda .*Duarte, Dora/);
      expect(await seen(`/coverage/people?supplier=${world.supplier}`)).toMatch(/1 persona Limpieza SA/);
      const page = (await (await signedIn(app, world.ada)).get(`/coverage/people?supplier=${world.supplier}`)).html.replaceAll(
        '&#x3D;',
        '=',
      );
      expect(page).toContain('href="/coverage?round=2027-1&amp;by=supplier#groups"');
      expect(await seen('/coverage/people?supplier=')).toMatch(/4 personas Sin proveedor/);
      expect(await seen('/coverage/people?q=CHI')).toContain('Chávez, Chi');
      expect(await seen('/coverage/people?q=%25')).toContain('Nadie con esas señas');
      expect((await (await signedIn(app, world.ada)).get(`/coverage/people?team=${newId()}`)).status).toBe(404);
      expect((await (await signedIn(app, world.ada)).get('/coverage?round=2031-9')).status).toBe(404);
    });

    it('agrees with the ledger that the command line prints', async () => {
      const ctx = app.get(Contexts).system('test');
      const coverage = await app.get(CoverageService).coverage(ctx);
      expect(coverage).toMatchObject({
        ok: true,
        value: { headcount: 5, completed: 1, inProgress: 1, notStarted: 3, left: 0, difference: 0 },
      });
      expect(await app.get(CoverageService).coverage(ctx, '2031-9')).toMatchObject({ ok: false, refusal: 'no-such-round' });
    });

    it('counts a contractor whose time ended as left, on that day and not before', async () => {
      app.clock.stopAt(toInstant('2027-04-01T14:00:00Z'));
      await app.get(ProgrammeService).reconcile(app.get(Contexts).system('test'));
      expect(await seen('/coverage')).toMatch(/a 3 les falta terminar y 1 tiene un motivo para no hacerlo.*Se fue sin terminar 1 20 %/);
      expect(await seen('/coverage?on=2027-03-31')).toMatch(/Así estaba el miércoles, 31 de marzo de 2027.*Se fue sin terminar 0/);
      expect(await seen('/coverage?on=not-a-day')).toContain('Así está hoy.');
      app.clock.stopAt(MONDAY);
    });

    it('names whoever no assignment has reached, and says it is an alarm', async () => {
      await hire(app, 1, { team: world.shop, manager: null, supplier: world.supplier, prefix: 'Z' });
      const words = await seen('/coverage');
      expect(words).toContain('Las cuentas no cuadran: falta 1 persona');
      expect(words).toContain('Nombre 0 Apellido 00 Z00000');
      expect(words).toMatch(/Sin asignación 1/);
      const missing = await app.db.row<{ id: string }>(sql`SELECT id FROM person WHERE person_code = 'Z00000'`);
      expect((await (await signedIn(app, world.ada)).get('/coverage')).html).toContain(`<li><a href="/people/${missing!.id}">`);
      app.clock.stopAt(toInstant('2027-03-01T14:02:00Z'));
      const ready = async (): Promise<unknown> => JSON.parse((await app.visitor().get('/health/ready')).html) as unknown;
      const alarm = { status: 'ok', alarms: ['coverage'], checks: { coverage: { ok: false, openRounds: 1, unaccounted: 1 } } };
      expect(await ready()).toMatchObject(alarm);
      const before = app.db.statements;
      expect(await ready()).toMatchObject(alarm);
      expect(app.db.statements - before).toBe(1);
      await app.get(ProgrammeService).reconcile(app.get(Contexts).system('test'));
      expect(await seen('/coverage')).not.toContain('Las cuentas no cuadran');
      app.clock.stopAt(toInstant('2027-03-01T14:04:00Z'));
      expect(await ready()).toMatchObject({ alarms: [], checks: { coverage: { ok: true, unaccounted: 0 } } });
      app.clock.stopAt(MONDAY);
    });

    it('asks the same number of queries for 6 people and for 500, and turns pages', async () => {
      const ada = await signedIn(app, world.ada);
      const queries = async (path: string): Promise<number> => {
        // Something is written, so that nothing is answered from what was counted before.
        await app.work.run(() => app.db.insert('setting', [{ key: newId(), value: '' }]));
        const before = app.db.statements;
        expect((await ada.get(path)).status).toBe(200);
        await app.get(SessionService).settled();
        return app.db.statements - before;
      };
      // The other open rounds are looked at once a minute.
      await ada.get('/coverage');
      const paths = ['/coverage', '/coverage?by=supplier', '/coverage/people'];
      const few = [];
      for (const path of paths) few.push(await queries(path));
      await hire(app, 500, { team: world.warehouse, manager: null, supplier: world.supplier });
      await app.get(ProgrammeService).reconcile(app.get(Contexts).system('test'));
      const many = [];
      for (const path of paths) many.push(await queries(path));
      expect(many).toEqual(few);
      expect(Math.max(...many)).toBeLessThanOrEqual(4);
      // The next minute’s look at the open rounds reads them and whether anything changed; it does not walk through everybody again.
      // PostgreSQL names what is committed for all its databases: what others write at that moment makes one more walk. They pause at times.
      const looks = new Set<number>();
      for (let minute = 1; minute <= 280 && !looks.has(many[0]! + 2); minute++) {
        app.clock.stopAt(plusMinutes(toInstant('2027-03-01T14:00:30Z'), minute * 2));
        looks.add(await queries('/coverage?by=site'));
      }
      expect(Math.min(...looks)).toBe(many[0]! + 2);
      app.clock.stopAt(MONDAY);
      expect(await seen('/coverage/people?page=11')).toContain('Página 11 de 11');
    });

    it('keeps the figures of the closing act when the roster changes afterwards', async () => {
      app.clock.stopAt(toInstant('2027-03-08T14:00:00Z'));
      expect((await app.get(ProgrammeService).closeRound(app.get(Contexts).system('test'), roundId)).ok).toBe(true);
      const closed = await seen('/coverage');
      expect(closed).toContain('De 506 personas, 1 ha terminado');
      expect(closed).toContain('son las de su acta de cierre');
      expect(closed).not.toContain('La nómina cambió');
      await app.work.run(() => app.db.execute(sql`UPDATE engagement SET until_on = '2027-02-01' WHERE person_id = ${world.fay}`));
      app.clock.stopAt(toInstant('2027-03-09T14:00:00Z'));
      const later = await seen('/coverage');
      expect(later).toMatch(/De 506 personas, 1 ha terminado.*La nómina cambió después del cierre/);
      expect(later).not.toContain('no cuadran');
    });
  });
});

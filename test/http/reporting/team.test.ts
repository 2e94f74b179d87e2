import { newId, type PersonId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import { queriesOf } from '../../support/queries';
import { createWorld, signedIn, type World } from '../../support/world';
import { hire, mark, wordsOf } from './company';

describe('the team', () => {
  let app: TestApp;
  let world: World;
  let below: PersonId[];

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  it('tells a manager how many are theirs before the first round', async () => {
    const page = await (await signedIn(app, world.ben)).get('/team');
    expect(page.status).toBe(200);
    expect(wordsOf(page.html)).toContain('2 personas a su cargo');
  });

  it('is there for managers and HR only', async () => {
    for (const person of [world.chi, world.dora, world.fay]) expect((await (await signedIn(app, person)).get('/team')).status).toBe(404);
    expect((await app.visitor().get('/team')).to).toBe('/sign-in?to=%2Fteam');
  });

  describe('with a round open', () => {
    beforeAll(async () => {
      below = await hire(app, 3, { team: world.warehouse, manager: world.chi, supplier: world.supplier, prefix: 'B' });
      await openRound(app, world);
    });

    it('is the whole line, hosted contractors and the chain below included, the most urgent first', async () => {
      await mark(app, world.dora, { started: true, dueOn: '2027-03-05' });
      await mark(app, below[0]!, { completed: true });
      const { html } = await (await signedIn(app, world.ben)).get('/team');
      const names = [...html.matchAll(/people-name" href="[^"]+">([^<]+)</g)].map(([, name]) => name);
      expect(names).toEqual(['Dora Duarte', 'Nombre 1 Apellido 01', 'Nombre 2 Apellido 02', 'Chi Chávez']);
      expect(wordsOf(html)).toContain('De 5 personas, 1 ha terminado, a 4 les falta terminar.');
      expect(html).not.toContain('Fay Fuentes');
      expect(html).not.toContain('Emil');
      expect(html).toContain('Limpieza SA');
    });

    it('draws the same figures that its table gives', async () => {
      const { html } = await (await signedIn(app, world.ben)).get('/team');
      const widths = [...html.matchAll(/y="28" width="([\d.]+)%" height="40" fill/g)].map(([, width]) => Number(width));
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 1);
      expect(wordsOf(html)).toMatch(/Terminó 1 20 % En curso 1 20 % Sin empezar 3 60 % Personas del equipo 5/);
    });

    it('marks whoever is past their own date as overdue', async () => {
      app.clock.stopAt(toInstant('2027-03-08T14:00:00Z'));
      const words = wordsOf((await (await signedIn(app, world.ben)).get('/team')).html);
      expect(words).toMatch(/Dora Duarte.*el plazo era el 5 mar 2027.*Fuera de plazo.*Chi Chávez/);
      app.clock.stopAt(MONDAY);
    });

    it('shows who is done on request', async () => {
      const words = wordsOf((await (await signedIn(app, world.ben)).get('/team?show=done')).html);
      expect(words).toMatch(/Nombre 0 .*terminó el 1 mar 2027/);
      expect(words).not.toContain('Dora Duarte');
    });

    it('gives a manager below only what is below them', async () => {
      const { html } = await (await signedIn(app, world.chi)).get('/team');
      expect(html).not.toContain('Dora');
      expect(wordsOf(html)).toContain('De 3 personas');
    });

    it('opens a person of the own line, and hides everybody else', async () => {
      const ben = await signedIn(app, world.ben);
      const dora = await ben.get(`/team/${world.dora}`);
      expect(wordsOf(dora.html)).toMatch(/Dora Duarte.*Mi trabajo es el cliente.*En curso.*Limpieza SA/);
      for (const other of [world.fay, world.ada, world.ben, world.emil, newId(), 'anything'])
        expect((await ben.get(`/team/${other}`)).status).toBe(404);
      expect((await (await signedIn(app, world.chi)).get(`/team/${world.dora}`)).status).toBe(404);
    });

    it('says who has no way in yet, with the way out for whoever may give it', async () => {
      const own = await (await signedIn(app, world.ben)).get('/team');
      expect(wordsOf(own.html)).toContain('4 personas todavía no han entrado nunca');
      expect(own.html).toContain(`href="/people/${world.dora}/access"`);
      expect(own.html).toContain('href="/slips"');
      const hr = await (await signedIn(app, world.ada)).get(`/team?manager=${world.ben}`);
      expect(hr.html).toContain(`href="/people/${world.dora}/access"`);
    });

    it('lets HR look at any team, and nobody else name a manager', async () => {
      const ada = await signedIn(app, world.ada);
      expect(wordsOf((await ada.get('/team')).html)).toMatch(/Benítez, Ben.*2 personas.*Chávez, Chi.*3 personas/);
      expect(wordsOf((await ada.get(`/team?manager=${world.ben}`)).html)).toContain('Equipo de Ben Benítez.');
      expect((await ada.get(`/team/${world.fay}`)).status).toBe(200);
      expect((await ada.get(`/team?manager=${newId()}`)).status).toBe(404);
      expect((await (await signedIn(app, world.chi)).get(`/team?manager=${world.ben}`)).status).toBe(404);
      expect((await (await signedIn(app, world.chi)).get(`/team/report.csv?manager=${world.ben}`)).status).toBe(404);
    });

    it('hands out the report of the own line', async () => {
      const csv = await (await signedIn(app, world.ben)).get('/team/report.csv');
      expect(csv.headers['content-disposition']).toContain('formacion-2027-1-2027-03-01.csv');
      const lines = csv.html.trim().split('\r\n');
      expect(lines).toHaveLength(6);
      expect(lines.some((line) => line.startsWith('C001;Dora;Duarte;Contratista;Limpieza SA;Tienda;;Ben Benítez;'))).toBe(true);
      expect(csv.html).not.toContain('Fay');
    });

    it('survives a circle of managers', async () => {
      await app.work.run(() => app.db.execute(sql`UPDATE engagement SET manager_id = ${world.dora} WHERE person_id = ${world.ben}`));
      const words = wordsOf((await (await signedIn(app, world.ben)).get('/team')).html);
      expect(words).toContain('De 5 personas');
      await app.work.run(() => app.db.execute(sql`UPDATE engagement SET manager_id = NULL WHERE person_id = ${world.ben}`));
    });

    it('asks the same number of queries for 5 people and for 500, and turns pages', async () => {
      const ben = await signedIn(app, world.ben);
      const queries = () => queriesOf(app, () => ben.get('/team'));
      const few = await queries();
      const many = await hire(app, 500, { team: world.shop, manager: world.ben, supplier: world.supplier, prefix: 'M' });
      await app.work.run(() =>
        app.db.execute(sql`
          INSERT INTO assignment (id, round_id, person_id, due_on, due_reason, absence_days, extension_days, assigned_at)
          SELECT p.id, r.id, p.id, r.due_on, 'round', 0, 0, r.opened_at FROM person p JOIN round r ON r.opened_at IS NOT NULL WHERE p.person_code LIKE 'M%'`),
      );
      expect(many).toHaveLength(500);
      expect(await queries()).toBe(few);
      expect(few).toBeLessThanOrEqual(5);
      const second = await ben.get('/team?page=2');
      expect(wordsOf(second.html)).toContain('Página 2 de 11');
    });
  });
});

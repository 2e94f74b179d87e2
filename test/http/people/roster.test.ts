import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RosterService } from '#modules/people';
import { Contexts } from '#platform/time/contexts';
import { queriesOf } from '../../support/queries';
import { createWorld, signedIn, type World } from '../../support/world';
import { startApp, type TestApp } from '../../support/app';

describe('the list of people', () => {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
  });
  afterAll(() => app.close());

  const names = (html: string): string[] =>
    [...html.matchAll(/<th scope="row"[^>]*><a href="[^"]*">([^<]*)</g)].map(([, name]) => name ?? '');

  it('shows HR who works here today, staff and contractors with their supplier', async () => {
    const ada = await signedIn(app, world.ada);
    const { status, html } = await ada.get('/people');
    expect(status).toBe(200);
    expect(names(html)).toEqual(['Ada Aguilar', 'Ben Benítez', 'Chi Chávez', 'Dora Duarte', 'Fay Fuentes']);
    expect(html).toContain('Contratista de Limpieza SA');
    expect(html).toContain('5 personas trabajan hoy aquí');
  });

  it('is not there for anybody else', async () => {
    expect((await app.visitor().get('/people')).status).toBe(303);
    for (const person of ['ben', 'chi', 'dora'] as const) {
      const visitor = await signedIn(app, world[person]);
      for (const path of ['/people', `/people/${world.fay}`, '/roster/imports', '/roster/imports/new'])
        expect((await visitor.get(path)).status).toBe(404);
    }
  });

  it.each([
    ['?who=contractor', ['Dora Duarte']],
    ['?who=staff&q=ben', ['Ben Benítez']],
    ['?q=aguilar+ada', ['Ada Aguilar']],
    ['?q=e005', ['Fay Fuentes']],
    ['?q=%25', []],
    ['?who=left', ['Emil Espinoza']],
    ['?who=coming', []],
    ['?who=nonsense&page=-3&team=1%27', ['Ada Aguilar', 'Ben Benítez', 'Chi Chávez', 'Dora Duarte', 'Fay Fuentes']],
  ])('finds %s', async (query, expected) => {
    const ada = await signedIn(app, world.ada);
    const { html } = await ada.get(`/people${query}`);
    expect(names(html)).toEqual(expected);
  });

  const bringSample = async (): Promise<void> => {
    const roster = app.get(RosterService);
    const ctx = app.get(Contexts).system('test');
    const bytes = readFileSync(join(__dirname, '../../fixtures/roster-500.csv'));
    const checked = await roster.checkFile(ctx, { name: 'roster.csv', bytes, mode: 'partial', source: 'command' });
    if (checked.ok) await roster.apply(ctx, checked.value.import, { approve: true });
  };

  it('narrows to a team or a supplier', async () => {
    const ada = await signedIn(app, world.ada);
    expect(names((await ada.get(`/people?team=${world.warehouse}`)).html)).toEqual(['Ada Aguilar', 'Fay Fuentes']);
    expect(names((await ada.get(`/people?supplier=${world.supplier}`)).html)).toEqual(['Dora Duarte']);
  });

  it('is complete in English', async () => {
    const ada = await signedIn(app, world.ada);
    await app.work.run(() => app.db.update('person', world.ada, { language: 'en' }));
    const { html } = await ada.get('/people?q=dora');
    expect(html).toContain('Contractor of Limpieza SA');
    await app.work.run(() => app.db.update('person', world.ada, { language: 'es' }));
  });

  it('shows one person with engagements, contact and who reports to them', async () => {
    const ada = await signedIn(app, world.ada);
    const ben = await ada.get(`/people/${world.ben}`);
    expect(ben.html).toContain('ben@example.com');
    expect(ben.html).toContain('Chi Chávez');
    expect(ben.html).not.toContain('Emil Espinoza');
    const dora = await ada.get(`/people/${world.dora}`);
    expect(dora.html).toContain('Contratista de Limpieza SA');
    expect(dora.html).toMatch(/Del 1 ene 2025 al 31 mar 2027/);
    expect((await ada.get(`/people/${world.emil}`)).html).toContain('Ya no está');
    expect((await ada.get('/people/01234567-0123-7123-8123-0123456789ab')).status).toBe(404);
    expect((await ada.get('/people/x')).status).toBe(404);
  });

  it('asks the database as often for five people as for five hundred', async () => {
    const ada = await signedIn(app, world.ada);
    const cost = () => queriesOf(app, () => ada.get('/people'));
    const few = await cost();
    await bringSample();
    expect(await cost()).toBe(few);
  });

  it('finds accents without accents, and pages through the rest', async () => {
    const ada = await signedIn(app, world.ada);
    expect(names((await ada.get('/people?q=edgar+HUAMAN')).html)).toContain('Édgar Huamán Castillo');
    const first = await ada.get('/people');
    expect(names(first.html)).toHaveLength(50);
    expect(first.html).toContain('href="/people?page&#x3D;2"');
    const last = await ada.get('/people?page=11');
    expect(names(last.html).length).toBeLessThan(50);
    expect(names(first.html)).not.toContain(names(last.html)[0]);
  });
});

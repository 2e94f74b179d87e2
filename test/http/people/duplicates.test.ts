import { newId, type PersonId } from '#kernel/id';
import { MergesService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import type { Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';

describe('people who are on the roster twice', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;
  let twin: PersonId;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    ada = await signedIn(app, world.ada);
    twin = newId();
    const contact = { email: null, nationalId: null, phone: '+51 999 111 222', birthYear: null };
    const person = {
      id: twin,
      personCode: 'C900',
      codeKey: 'C900',
      givenName: 'Chavez',
      familyName: 'Chi',
      language: 'es',
      createdAt: MONDAY,
    };
    await app.work.run(async () => {
      await app.db.insert('person', [{ ...person, ...contact, searchKey: 'chavez chi c900' }]);
      await app.db.insert('engagement', [
        {
          id: newId(),
          personId: twin,
          kind: 'contractor',
          supplierId: world.supplier,
          teamId: null,
          siteId: null,
          jobTitle: null,
          managerId: world.ben,
          fromOn: '2026-01-01',
          untilOn: '2026-12-31',
        },
      ]);
    });
  });
  afterAll(() => app.close());

  const pairs = (html: string): string[] => [...html.matchAll(/<a class="people-name"[^>]*>([^<]*)</g)].map(([, name]) => name ?? '');

  it('are found, with the reason, and compared side by side', async () => {
    expect((await ada.get('/people/duplicates')).html).toContain('Todavía no se ha buscado');
    expect((await ada.post('/people/duplicates/search')).to).toBe('/people/duplicates');
    const list = await ada.get('/people/duplicates');
    expect(list.html).toContain('Hay una pareja nueva.');
    expect(pairs(list.html)).toHaveLength(1);
    expect(list.html).toContain('Casi el mismo nombre.');
    expect((await ada.get('/people')).html).toContain('Una pareja de registros puede ser la misma persona');
    const compare = await ada.get(`/people/compare?a=${world.chi}&b=${twin}`);
    expect(compare.html).toContain('Es la misma persona: queda E003');
    expect(compare.html).toContain('Contratista de Limpieza SA');
    expect((await ada.post('/people/duplicates/search')).status).toBe(303);
    expect(pairs((await ada.get('/people/duplicates')).html)).toHaveLength(1);
  });

  it('become one, with everything, and two again', async () => {
    const merged = await ada.post('/people/merges', { kept: world.chi, merged: twin });
    expect(merged.to).toBe(`/people/${world.chi}`);
    const kept = await ada.get(`/people/${world.chi}`);
    expect(kept.html).toContain('Contratista de Limpieza SA');
    expect(kept.html).toContain('+51 999 111 222');
    expect(kept.html).toContain('C900');
    const gone = await ada.get(`/people/${twin}`);
    expect(gone.html).toContain('Este registro se unió a otro');
    expect(gone.html).toContain(`href="/people/${world.chi}"`);
    expect((await ada.get(`/people/${twin}/details`)).status).toBe(404);
    expect(pairs((await ada.get('/people/duplicates')).html)).toEqual([]);
    const undo = /action="(\/people\/merges\/[^"]+\/undoing)"/.exec(kept.html)?.[1];
    expect((await ada.post(undo ?? '')).to).toBe(`/people/${world.chi}`);
    expect((await ada.get(`/people/${world.chi}`)).html).not.toContain('+51 999 111 222');
    expect((await ada.get(`/people/${twin}`)).html).not.toContain('se unió a otro');
    expect((await ada.post(undo ?? '')).to).toBe(`/people/${world.chi}`);
    expect(await app.db.rows(sql`SELECT action FROM audit_line WHERE action IN ('person.merged', 'person.unmerged')`)).toHaveLength(4);
  });

  it('are found by their code, and not against oneself', async () => {
    expect((await ada.get(`/people/compare?a=${world.chi}`)).html).toContain('Código del otro registro');
    expect((await ada.get(`/people/compare?a=${world.chi}&code=c900`)).to).toBe(`/people/compare?a=${world.chi}&b=${twin}`);
    expect((await ada.get(`/people/compare?a=${world.chi}&code=E003`)).html).toContain('No hay otra persona con el código');
    expect((await ada.get(`/people/compare?a=${world.chi}&b=${world.chi}`)).status).toBe(404);
    const own = await ada.get(`/people/compare?a=${world.chi}&b=${world.ada}`);
    expect(own.html).toContain('queda E001');
    expect(own.html).toContain('Nada de lo que sabemos dice que sean una misma persona');
    expect((await ada.get(`/people/compare?a=${world.chi}&b=${twin}`)).html).not.toContain('Mírelo dos veces');
    expect(own.html).not.toContain('queda E003');
    expect((await ada.post('/people/merges', { kept: world.chi, merged: world.ada })).to).toBe('/people/duplicates');
    expect((await ada.get('/people/duplicates')).html).toContain('Ese registro es el suyo');
  });

  it('are two people for good once somebody has said so', async () => {
    const list = await ada.get('/people/duplicates');
    const dismiss = /action="(\/people\/duplicates\/[^"]+\/dismissal)"/.exec(list.html)?.[1] ?? '';
    expect((await ada.post(dismiss)).to).toBe('/people/duplicates');
    await ada.post('/people/duplicates/search');
    expect(pairs((await ada.get('/people/duplicates')).html)).toEqual([]);
    expect((await ada.post(dismiss)).to).toBe('/people/duplicates');
    expect((await ada.get('/people/duplicates')).html).toContain('Ya estaba anotado: son dos personas.');
    expect((await ada.post(`/people/duplicates/${newId()}/dismissal`)).status).toBe(404);
  });

  it('stay two while nothing suggests otherwise, and when something does again', async () => {
    const rename = (givenName: string) =>
      app.work.run(() => app.db.execute(sql`UPDATE person SET given_name = ${givenName} WHERE id = ${twin}`));
    const kept = () => app.db.rows(sql`SELECT first_id, second_id, dismissed_at FROM duplicate_pair`);
    const before = await kept();
    for (const name of ['Eusebio Robustiano', 'Chavez']) {
      await rename(name);
      await ada.post('/people/duplicates/search');
      expect(await kept()).toEqual(before);
      expect(pairs((await ada.get('/people/duplicates')).html)).toEqual([]);
    }
  });

  it('are nobody else’s business', async () => {
    const merge = await app.db.row<{ id: string }>(sql`SELECT id FROM person_merge`);
    expect(merge).not.toBeNull();
    const ben = await signedIn(app, world.ben);
    for (const path of ['/people/duplicates', `/people/compare?a=${world.chi}&b=${twin}`]) expect((await ben.get(path)).status).toBe(404);
    expect((await ben.post('/people/merges', { kept: world.chi, merged: twin })).status).toBe(404);
    expect((await ben.post(`/people/merges/${merge!.id}/undoing`)).status).toBe(404);
    expect(await app.get(MergesService).find(merge!.id as never)).toMatchObject({ mergedId: twin });
  });
});

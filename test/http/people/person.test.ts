import type { PersonId } from '#kernel/id';
import { EngagementsService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { sql } from '#platform/database/sql';
import { startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import type { Answer, Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';

describe('a person and their engagements', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await openRound(app, world);
    ada = await signedIn(app, world.ada);
  });
  afterAll(() => app.close());

  const engagements = (personId: PersonId) => app.get(EngagementsService).of(personId);
  const difference = async (): Promise<number | undefined> => {
    const [round] = await app.get(ProgrammeService).openRounds();
    return (await app.get(ProgrammeService).ledger(round!.id))?.difference;
  };
  const audited = async (action: string): Promise<number> =>
    (await app.db.row<{ lines: number }>(sql`SELECT COUNT(*) AS lines FROM audit_line WHERE action = ${action}`))!.lines;
  const newPerson = {
    personCode: 'n-1',
    givenName: ' María  José ',
    familyName: 'Ñahui',
    email: '',
    phone: '',
    nationalId: '',
    birthYear: '1990',
    language: 'es',
    kind: 'contractor',
    supplier: 'LIMPIEZA sa',
    fromOn: '2027-03-01',
    untilOn: '',
    team: 'Tienda',
    site: 'Sede Norte',
    jobTitle: '',
    managerCode: 'e002',
  };
  const idOf = (answer: Answer): PersonId => {
    expect(answer.status).toBe(303);
    return answer.to!.split('/').at(-1) as PersonId;
  };

  it('adds somebody new by hand, at the known places, with an assignment at once', async () => {
    expect((await ada.get('/people/new')).status).toBe(200);
    const id = idOf(await ada.post('/people', newPerson));
    const page = await ada.get(`/people/${id}`);
    expect(page.html).toContain('María José Ñahui');
    expect(page.html).toContain('Contratista de Limpieza SA');
    expect(page.html).toContain('Jefe: Ben Benítez');
    expect(await engagements(id)).toMatchObject([
      { supplierId: world.supplier, teamId: world.shop, managerId: world.ben, fromOn: '2027-03-01' },
    ]);
    expect(await app.get(ProgrammeService).assignmentsOf(id)).toHaveLength(1);
    expect(await difference()).toBe(0);
    // The same form again: a double press, or the back button.
    expect((await ada.post('/people', newPerson)).to).toBe('/people?q=n-1');
    expect((await ada.get('/people?q=n-1')).html).toMatch(/flash-note[\s\S]*Esa persona ya estaba agregada/);
    expect(await audited('person.joined')).toBe(1);
  });

  it('refuses what cannot be, and keeps what was typed', async () => {
    const taken = await ada.post('/people', { ...newPerson, personCode: 'E001', team: 'Nadie' });
    expect(await app.db.rows(sql`SELECT id FROM team WHERE name = 'Nadie'`)).toEqual([]);
    expect(taken.status).toBe(422);
    expect(taken.html).toContain('Ese código ya es de otra persona');
    expect(taken.html).toContain('Sede Norte');
    const nobody = await ada.post('/people', { ...newPerson, personCode: 'n-2', managerCode: 'X9' });
    expect(nobody.html).toContain('No hay nadie con el código «X9»');
    const empty = await ada.post('/people', { ...newPerson, personCode: 'n-2', givenName: '', supplier: '', birthYear: '84' });
    expect(empty.html).toContain('Escriba los nombres.');
    expect(empty.html).toContain('Escriba de qué proveedor es el contratista.');
    expect(empty.html).toContain('cuatro cifras');
    expect((await ada.post('/people', { ...newPerson, personCode: 'n-2', email: 'ben@example.com' })).html).toContain(
      'Ese correo ya es de otra persona',
    );
  });

  it('changes the details, and says in the log only which', async () => {
    const path = `/people/${world.chi}/details`;
    expect((await ada.get(path)).html).toContain('value="Chi"');
    const changed = {
      givenName: 'Chi',
      familyName: 'Chávez Ruiz',
      email: '',
      phone: '999 888 777',
      nationalId: '123',
      birthYear: '',
      language: 'es',
    };
    expect((await ada.post(path, changed)).to).toBe(`/people/${world.chi}`);
    expect((await ada.get(`/people?q=chavez+ruiz`)).html).toContain('Chi Chávez Ruiz');
    const line = await app.db.row<{ detail: string }>(sql`SELECT detail FROM audit_line WHERE action = 'person.described'`);
    expect(JSON.parse(line!.detail)).toEqual({ changed: ['familyName', 'phone', 'nationalId'] });
  });

  it('moves somebody from a day on: the past stays as it was', async () => {
    const [before] = await engagements(world.chi);
    const path = `/people/${world.chi}/engagements/${before!.id}/move`;
    expect((await ada.get(path)).html).toContain('value="Tienda"');
    const place = { team: 'bodega', site: '', jobTitle: 'Almacén', managerCode: '' };
    expect((await ada.post(path, { ...place, on: '2024-01-01' })).html).toContain('Elija ese día o uno posterior');
    expect((await ada.post(path, { ...place, on: '2027-03-15' })).status).toBe(303);
    expect((await ada.post(path, { ...place, on: '2027-03-15' })).to).toBe(`/people/${world.chi}`);
    expect((await ada.get(`/people/${world.chi}`)).html).toMatch(/flash-note[\s\S]*Ese cambio ya estaba anotado/);
    expect(await engagements(world.chi)).toMatchObject([
      { id: before!.id, teamId: world.shop, managerId: world.ben, untilOn: '2027-03-15' },
      { teamId: world.warehouse, managerId: null, jobTitle: 'Almacén', fromOn: '2027-03-15', untilOn: null },
    ]);
    expect(await difference()).toBe(0);
    expect(await audited('engagement.moved')).toBe(1);
  });

  it('makes nobody their own manager, nor two people each other’s', async () => {
    const [ben] = await engagements(world.ben);
    const place = { team: '', site: '', jobTitle: '', on: '2027-03-01' };
    const path = `/people/${world.ben}/engagements/${ben!.id}/move`;
    expect((await ada.post(path, { ...place, managerCode: 'E002' })).html).toContain('Nadie es su propio jefe');
    expect((await ada.post(path, { ...place, managerCode: 'C001' })).html).toContain('serían jefas la una de la otra');
  });

  it('ends an engagement, starts it again, and turns a contractor into staff', async () => {
    const [dora] = await engagements(world.dora);
    const end = `/people/${world.dora}/engagements/${dora!.id}/end`;
    expect((await ada.get(end)).html).toContain('value="2027-03-31"');
    expect((await ada.post(end, { lastOn: '2027-02-28' })).status).toBe(303);
    expect((await ada.get(`/people/${world.dora}`)).html).toContain('Ya no está');
    expect(await difference()).toBe(0);

    const start = { kind: 'contractor', supplier: 'Limpieza SA', team: '', site: '', jobTitle: '', managerCode: '', untilOn: '' };
    const early = await ada.post(`/people/${world.dora}/engagements`, { ...start, fromOn: '2027-02-01' });
    expect(early.html).toContain('Ya tiene un vínculo con ese mismo empleador desde el');
    expect((await ada.post(`/people/${world.dora}/engagements`, { ...start, fromOn: '2027-03-01' })).status).toBe(303);
    expect(await difference()).toBe(0);

    await ada.post(`/people/${world.dora}/engagements`, { ...start, fromOn: '2027-03-01' });
    expect((await ada.get(`/people/${world.dora}`)).html).toMatch(/flash-note[\s\S]*Ese vínculo ya estaba anotado/);
    const again = (await engagements(world.dora))[1]!;
    const page = await ada.get(`/people/${world.dora}/engagements/new`);
    expect(page.html).toContain('Termina el día anterior');
    const staff = { ...start, kind: 'staff', fromOn: '2027-05-01', closing: again.id };
    expect((await ada.post(`/people/${world.dora}/engagements`, staff)).status).toBe(303);
    expect((await engagements(world.dora)).slice(1)).toMatchObject([
      { kind: 'contractor', untilOn: '2027-05-01' },
      { kind: 'staff', supplierId: null, fromOn: '2027-05-01', untilOn: null },
    ]);
  });

  it('lets two employers have somebody at a time, and counts them once', async () => {
    const before = (await ada.get('/people')).html;
    const second = {
      kind: 'contractor',
      supplier: 'Vigilancia SAC',
      team: '',
      site: '',
      jobTitle: '',
      managerCode: '',
      fromOn: '2027-02-01',
      untilOn: '',
    };
    expect((await ada.post(`/people/${world.fay}/engagements`, { ...second, closing: '' })).status).toBe(303);
    const after = (await ada.get('/people')).html;
    const lead = /[0-9]+ personas trabajan hoy/;
    expect(lead.exec(after)?.[0]).toBe(lead.exec(before)?.[0]);
    expect(after.split('>Fay Fuentes<')).toHaveLength(2);
    expect((await ada.get(`/people?team=${world.warehouse}`)).html).toContain('Fay Fuentes');
    expect((await ada.get('/people?who=contractor')).html).toContain('Fay Fuentes');
    expect(await difference()).toBe(0);
  });

  it('shuts nobody out who must put things right', async () => {
    const [own] = await engagements(world.ada);
    const answer = await ada.post(`/people/${world.ada}/engagements/${own!.id}/end`, { lastOn: '2027-02-27' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('ya no podría entrar');
    expect((await engagements(world.ada))[0]?.untilOn).toBeNull();
  });

  it('is not there for anybody else, nor under another person', async () => {
    const [fay] = await engagements(world.fay);
    const paths = [
      '/people/new',
      `/people/${world.fay}/details`,
      `/people/${world.fay}/engagements/new`,
      `/people/${world.fay}/engagements/${fay!.id}/end`,
    ];
    for (const who of ['ben', 'chi'] as const) {
      const visitor = await signedIn(app, world[who]);
      for (const path of paths) expect((await visitor.get(path)).status).toBe(404);
      expect((await visitor.post('/people', newPerson)).status).toBe(404);
    }
    expect((await ada.get(`/people/${world.chi}/engagements/${fay!.id}/end`)).status).toBe(404);
    expect((await ada.get(`/people/${world.chi}/engagements/nonsense/move`)).status).toBe(404);
  });

  it('is complete in English', async () => {
    await app.work.run(() => app.db.update('person', world.ada, { language: 'en' }));
    for (const path of ['/people/new', `/people/${world.fay}`, `/people/${world.fay}/engagements/new`, `/people/${world.fay}/absences`])
      expect((await ada.get(path)).status).toBe(200);
    await app.work.run(() => app.db.update('person', world.ada, { language: 'es' }));
  });
});

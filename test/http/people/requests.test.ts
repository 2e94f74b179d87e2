import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toCalendarDate } from '#kernel/calendar-date';
import { newId, type PersonId } from '#kernel/id';
import { plusMinutes } from '#kernel/instant';
import { DecisionNewsService } from '#modules/notifications';
import { EngagementsService, MergesService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { list, sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { JobRunner } from '#platform/jobs/jobs';
import { startApp, type TestApp } from '../../support/app';
import { openRound } from '../../support/learning';
import type { Visitor } from '../../support/visitor';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import { hire } from '../reporting/company';

describe('whoever is not on the list', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;
  let address: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await openRound(app, world);
    ada = await signedIn(app, world.ada);
  });
  afterAll(() => app.close());

  const said = {
    givenName: 'Nora',
    familyName: 'Nieto',
    employerKind: 'contractor',
    employer: 'limpieza sa',
    phone: '',
    personCode: '',
    team: 'Tienda',
    manager: 'Ben',
    language: 'es',
    website: '',
  };
  const waiting = () =>
    app.db.rows<{ id: string; givenName: string; state: string }>(
      sql`SELECT id, given_name, state FROM joining_request WHERE state = 'waiting' ORDER BY asked_at, id`,
    );
  /** Whether the sentence at the top is good news, no news or bad news, and what it says. */
  const flashOf = (html: string): string => (/class="flash flash-(\w+)"[\s\S]*?<p>([^<]*)/.exec(html) ?? []).slice(1).join(' ');
  const codes = (html: string): string => /name="personCode"[^>]* value="([^"]+)"/.exec(html)?.[1] ?? '';

  it('finds a poster on the wall, which HR makes and anybody who manages prints', async () => {
    expect((await ada.get('/sites')).html).toContain('Andina de Servicios');
    expect((await ada.get('/sites/company/poster')).html).toContain('todavía no tiene cartel');
    expect((await ada.get('/sites/company/poster.pdf')).status).toBe(404);
    expect((await ada.post('/sites/company/poster')).to).toBe('/sites/company/poster');
    const page = await ada.get('/sites/company/poster');
    address = /href="http:\/\/cadencia\.test(\/join\/[A-Z0-9]+)"/.exec(page.html)?.[1] ?? '';
    expect(address).toMatch(/^\/join\/[A-Z0-9]{14}$/);
    const ben = await signedIn(app, world.ben);
    const pdf = await ben.get('/sites/company/poster.pdf');
    expect(pdf.status).toBe(200);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await ben.get('/sites/company/poster')).html).not.toContain('Cambiar el código');
    expect((await ben.post('/sites/company/poster')).status).toBe(404);
    expect((await (await signedIn(app, world.chi)).get('/sites')).status).toBe(404);
  });

  it('finds one at every site, printed in one go', async () => {
    const names = ['Sede Sur', 'Sede Norte', 'Planta Ñuñoa'];
    const sites = names.map((name) => ({ id: newId<'site'>(), name, nameKey: name.toLowerCase() }));
    await app.work.run(() => app.db.insert('site', sites));
    const ben = await signedIn(app, world.ben);
    expect((await ada.get('/sites')).html).toContain('Crear los 3 carteles que faltan');
    expect((await ben.get('/sites')).html).not.toContain('carteles que faltan');
    expect((await ben.post('/sites/posters')).status).toBe(404);
    await Promise.all([ada.post('/sites/posters'), ada.post('/sites/posters')]);
    expect(await app.db.rows(sql`SELECT id FROM site_poster WHERE revoked_at IS NULL AND site_id IS NOT NULL`)).toHaveLength(3);
    expect((await ada.get('/sites')).html).toContain('Descargar los 4 carteles');
    await ada.post('/sites/posters');
    expect(flashOf((await ada.get('/sites')).html)).toBe('note Todas las sedes tienen ya su cartel.');
    const pdf = await ben.get('/sites/posters.pdf');
    expect(pdf.headers['content-disposition']).toContain('carteles-no-estoy-en-la-lista.pdf');
    expect(pdf.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(4);
    await app.work.run(async () => {
      await app.db.execute(sql`DELETE FROM site_poster WHERE site_id IS NOT NULL`);
      await app.db.execute(sql`DELETE FROM site`);
    });
  });

  it('says who they are without an account, and gets the same answer whether the roster knows them or not', async () => {
    const nobody = app.visitor();
    expect((await nobody.get(address)).html).toContain('No estoy en la lista');
    const unknown = await nobody.post(address, said);
    const known = await nobody.post(address, { ...said, givenName: 'Nora', familyName: 'Benítez', personCode: 'E002' });
    expect(unknown.status).toBe(200);
    expect(unknown.html).toContain('Recursos Humanos lo verá');
    const bare = (html: string) => html.replaceAll(/value="[^"]{20,}"/g, '').replaceAll(/token=[^"&]*/g, '');
    expect(bare(known.html)).toBe(bare(unknown.html));
    const incomplete = await nobody.post(address, { ...said, familyName: '', employer: '' });
    expect(incomplete.status).toBe(422);
    expect(incomplete.html).toContain('Escriba los apellidos.');
    expect(incomplete.html).toContain('Escriba cómo se llama la empresa');
    expect(await waiting()).toHaveLength(2);
  });

  it('asks once, however often the form is sent', async () => {
    expect((await app.visitor().post(address, said)).html).toContain('Recursos Humanos lo verá');
    expect(await waiting()).toHaveLength(2);
  });

  it('asks once when the form is pressed twice at the same time', async () => {
    const nelly = { ...said, givenName: 'Nelly' };
    await Promise.all(Array.from({ length: 6 }, () => app.visitor().post(address, nelly)));
    const asked = (await waiting()).filter(({ givenName }) => givenName === 'Nelly');
    expect(asked).toHaveLength(1);
    await app.work.run(() => app.db.execute(sql`DELETE FROM joining_request WHERE id = ${asked[0]!.id}`));
  });

  it('is among the loose ends of HR, and of nobody else', async () => {
    const ends = await ada.get('/loose-ends');
    expect(ends.html).toContain('2 personas esperan para entrar o salir de la lista');
    expect(ends.html).toContain('Nora Nieto');
    expect((await (await signedIn(app, world.ben)).get('/loose-ends')).html).not.toContain('Nora Nieto');
  });

  it('is not a machine: what fills in the hidden field is thanked and forgotten', async () => {
    const machine = await app.visitor().post(address, { ...said, website: 'http://spam.example' });
    expect(machine.html).toContain('Recursos Humanos lo verá');
    expect(await waiting()).toHaveLength(2);
  });

  it('waits for HR, who sees whom it may be and accepts in one step', async () => {
    expect((await ada.get('/people')).html).toContain('2 personas esperan');
    const queue = await ada.get('/people/requests');
    expect(queue.html).toContain('Nora Nieto');
    expect(queue.html).toContain('Puede ser Ben Benítez (E002), que ya está en la lista como personal propio');
    const [nora] = await waiting();
    const one = await ada.get(`/people/requests/${nora!.id}`);
    expect(one.html).toContain('value="Nora"');
    expect(one.html).toMatch(/name="supplier"[^>]* value="Limpieza SA"/);
    const person = {
      ...said,
      personCode: codes(one.html),
      kind: 'contractor',
      supplier: 'limpieza sa',
      email: '',
      nationalId: '',
      birthYear: '',
      fromOn: '2027-03-01',
      untilOn: '',
      site: '',
      jobTitle: '',
      managerCode: 'E002',
    };
    const taken = await ada.post(`/people/requests/${nora!.id}/acceptance`, { ...person, personCode: 'E001' });
    expect(taken.status).toBe(422);
    expect(taken.html).toContain('Ese código ya es de otra persona');
    expect(await waiting()).toHaveLength(2);
    const accepted = await ada.post(`/people/requests/${nora!.id}/acceptance`, person);
    const row = await app.db.row<{ id: PersonId }>(sql`SELECT id FROM person WHERE given_name = 'Nora' AND family_name = 'Nieto'`);
    // She left no phone: HR is where her slip is printed.
    expect(accepted.to).toBe(`/people/${row!.id}/access`);
    const access = (await ada.get(`/people/${row!.id}/access`)).html;
    expect(flashOf(access)).toMatch(/^done Nora Nieto ya está en la lista, sin un correo ni un teléfono que sirva/);
    expect(access).toContain(`action="/people/${row!.id}/access/slip"`);
    expect(await app.get(EngagementsService).of(row!.id)).toMatchObject([
      { supplierId: world.supplier, managerId: world.ben, fromOn: '2027-03-01' },
    ]);
    expect(await app.get(ProgrammeService).assignmentsOf(row!.id)).toHaveLength(1);
    await ada.post(`/people/requests/${nora!.id}/acceptance`, { ...person, personCode: 'X-2' });
    expect(flashOf((await ada.get('/people/requests')).html)).toMatch(/^note .*ya estaba decidida así/);
    await ada.post(`/people/requests/${nora!.id}/refusal`, { reason: 'No trabaja aquí' });
    expect(flashOf((await ada.get('/people/requests')).html)).toMatch(/^refused .*de otra manera/);
    expect((await ada.get(`/people/requests/${nora!.id}`)).html).toContain('Aceptada');
    const decided = await ada.get('/people/requests?show=decided');
    expect(decided.html).toMatch(/Nora Nieto[\s\S]*Lo decidió Ada Aguilar, 1 mar 2027[\s\S]*Aceptada/);
    expect(decided.html).toContain(`href="/people/${row!.id}/access"`);
    expect((await ada.get(`/people/${row!.id}/access`)).status).toBe(200);
    const why = await ada.get(`/people/${row!.id}/why`);
    expect(why.html).toContain('Ante el cartel se dijo que no estaba en la lista.');
    expect(why.html).toContain('Recursos Humanos aceptó la solicitud: entró en la lista.');
  });

  it('may be somebody who is here, and then nothing changes', async () => {
    const [request] = await waiting();
    const before = await app.get(EngagementsService).of(world.ben);
    expect((await ada.post(`/people/requests/${request!.id}/recognition`, { person: world.ben })).to).toBe(`/people/${world.ben}`);
    expect(await app.get(EngagementsService).of(world.ben)).toEqual(before);
    expect(await app.db.row(sql`SELECT state, person_id FROM joining_request WHERE id = ${request!.id}`)).toEqual({
      state: 'known',
      personId: world.ben,
    });
  });

  it('may be somebody who had left, and is back with one press', async () => {
    await app.visitor().post(address, { ...said, givenName: 'Emil', familyName: 'Espinosa', employerKind: 'staff', employer: '' });
    expect((await ada.get('/people/requests')).html).toContain('Puede ser Emil Espinoza (E004), que ya no trabajaba aquí');
    const [request] = await waiting();
    await app.work.run(() =>
      app.db.execute(sql`UPDATE joining_request SET employer_kind = 'contractor', employer = 'limpieza' WHERE id = ${request!.id}`),
    );
    // What will be written stands in the form: the supplier that was meant, the team that was said; and all of it can be changed.
    const path = `/people/requests/${request!.id}`;
    const one = (await ada.get(path)).html;
    expect(one).toMatch(/name="returnSupplier"[^>]* value="Limpieza SA"/);
    expect(one).toMatch(/name="returnTeam"[^>]* value="Tienda"/);
    expect(one).toMatch(new RegExp(`value="${world.emil}"[^>]* checked`));
    const unsaid = await ada.post(`${path}/recognition`, { person: world.emil });
    expect(`${unsaid.status} ${await waiting().then(({ length }) => length)}`).toBe('422 1');
    const back = {
      person: world.emil,
      returnKind: 'contractor',
      returnSupplier: '',
      returnTeam: 'Bodega',
      returnSite: '',
      returnJob: 'Carga',
      returnManager: '',
      returnFromOn: '2027-03-01',
    };
    const without = await ada.post(`${path}/recognition`, back);
    expect(without.status).toBe(422);
    expect(without.html).toContain('Escriba de qué proveedor es el contratista.');
    expect(without.html).toMatch(/name="returnTeam"[^>]* value="Bodega"/);
    expect((await ada.post(`${path}/recognition`, { ...back, person: 'x' })).html).toContain('Elija quién es.');
    expect((await ada.post(`${path}/recognition`, { ...back, returnSupplier: 'Limpieza SA' })).to).toBe(`/people/${world.emil}`);
    expect((await app.get(EngagementsService).of(world.emil)).at(-1)).toMatchObject({
      kind: 'contractor',
      supplierId: world.supplier,
      teamId: world.warehouse,
      jobTitle: 'Carga',
      fromOn: '2027-03-01',
      untilOn: null,
    });
    expect(await app.get(ProgrammeService).assignmentsOf(world.emil)).toHaveLength(1);
    await ada.post(`${path}/recognition`, { ...back, returnSupplier: 'Limpieza SA' });
    expect(flashOf((await ada.get(path)).html)).toMatch(/^note /);
  });

  it('says when the company is one that the roster does not know', async () => {
    await app.visitor().post(address, { ...said, givenName: 'Nona', employer: 'Jardines del Sur' });
    const [request] = await waiting();
    expect((await ada.get(`/people/requests/${request!.id}`)).html).toContain('«Jardines del Sur» no está entre sus proveedores');
    await app.work.run(() => app.db.execute(sql`DELETE FROM joining_request WHERE id = ${request!.id}`));
  });

  describe('accepted', () => {
    const asks = async (givenName: string, familyName: string, more: Record<string, string> = {}) => {
      await app.visitor().post(address, { ...said, givenName, familyName, ...more });
      return (await waiting()).find((one) => one.givenName === givenName)!.id;
    };
    const personOf = (givenName: string) =>
      app.db.row<{ id: PersonId; phone: string | null; personCode: string }>(
        sql`SELECT id, phone, person_code FROM person WHERE given_name = ${givenName} ORDER BY id DESC LIMIT 1`,
      );
    const texts = () => app.db.rows<{ recipient: string; text: string }>(sql`SELECT recipient, text FROM sms_outbox ORDER BY id`);
    const mails = () => app.db.rows<{ recipient: string; text: string }>(sql`SELECT recipient, text FROM mail_outbox ORDER BY id`);
    const fields = (html: string): Record<string, string> =>
      Object.fromEntries(
        [...html.matchAll(/name="([a-zA-Z]+)"[^>]* value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value]),
      );
    const filled = async (id: string, more: Record<string, string> = {}) => ({
      ...fields((await ada.get(`/people/requests/${id}`)).html),
      ...{ kind: 'contractor', language: 'es', supplier: 'Limpieza SA', ...more },
    });

    it('hears of it by the way that was left, with one link that opens the account once', async () => {
      const id = await asks('Quena', 'Quiroz', { phone: '987 111 222' });
      await ada.post(`/people/requests/${id}/acceptance`, await filled(id));
      expect(flashOf((await ada.get('/people/requests')).html)).toContain(
        'Quena Quiroz ya está en la lista. Le enviamos por mensaje de texto su enlace',
      );
      await ada.post(`/people/requests/${id}/acceptance`, await filled(id));
      const sent = (await texts()).filter(({ recipient }) => recipient === '+51987111222');
      expect(sent).toHaveLength(1);
      // Without a provider, messages are files.
      await app.get(JobRunner).settled();
      const folder = join(app.dataDir, 'sms');
      const text =
        readdirSync(folder)
          .map((file) => readFileSync(join(folder, file), 'utf8'))
          .find((one) => one.startsWith('+51987111222')) ?? '';
      const link = /http:\/\/cadencia\.test(\/activate\/[\w-]+)/.exec(text)?.[1] ?? '';
      const visitor = app.visitor();
      expect((await visitor.get(link)).status).toBe(200);
      expect((await visitor.post(link, { secret: '746281', again: '746281' })).to).toBe('/my');
      expect((await app.visitor().get(link)).status).toBe(410);

      const other = await asks('Rita', 'Robles', { phone: '987 111 333' });
      await ada.post(`/people/requests/${other}/acceptance`, await filled(other, { email: 'rita@example.com' }));
      expect(flashOf((await ada.get('/people/requests')).html)).toContain('Le enviamos por correo su enlace');
      expect((await mails()).filter(({ recipient }) => recipient === 'rita@example.com')).toHaveLength(1);
      // A first day that is to come is no day for a link that lasts three days.
      const later = await asks('Saúl', 'Sierra', { phone: '987 111 444' });
      await ada.post(`/people/requests/${later}/acceptance`, await filled(later, { fromOn: '2027-03-20' }));
      expect((await texts()).filter(({ recipient }) => recipient === '+51987111444')).toEqual([]);
    });

    it('many at once, each a decision of its own, and whoever may be known is looked at alone', async () => {
      const ids = [
        await asks('Tula', 'Tapia', { phone: '987 222 111', employer: 'limpieza' }),
        await asks('Úrsula', 'Urrutia'),
        await asks('Ben', 'Benites'),
        await asks('Vito', 'Vivar', { employer: 'Jardines del Sur' }),
        await asks('Wari', 'Wanka', { team: 'Los de noche' }),
      ];
      const page = (await ada.get('/people/requests')).html;
      expect(page).toContain('Elegir a Tula Tapia');
      expect(page).toMatch(/Tula Tapia<[\s\S]*Contratista de limpieza · Tienda[\s\S]*Se anotará con Limpieza SA<[\s\S]*Úrsula/);
      expect(page).toContain('Nombra una empresa que no está entre sus proveedores');
      expect(
        flashOf(
          (await ada.post('/people/requests/acceptances', {})).to === '/people/requests' ? (await ada.get('/people/requests')).html : '',
        ),
      ).toMatch(/^refused No eligió a nadie/);
      const bulk = await ada.post('/people/requests/acceptances', { request: ids });
      expect(bulk.status).toBe(200);
      expect(bulk.html).toContain(
        '2 solicitudes aceptadas. A 1 persona le enviamos su enlace para entrar. 1 persona no dejó cómo escribirle',
      );
      expect(bulk.html).toMatch(/Ben Benites<\/a>: Se parece a alguien de la lista/);
      expect(bulk.html).toMatch(/Vito Vivar<\/a>: Nombra una empresa/);
      expect(bulk.html).toMatch(/Wari Wanka<\/a>: Nombra un equipo/);
      expect(await app.db.rows(sql`SELECT id FROM team WHERE name = 'Los de noche'`)).toEqual([]);
      expect((await waiting()).map(({ id }) => id).sort()).toEqual(ids.slice(2).sort());
      const tula = await personOf('Tula');
      expect(tula).toMatchObject({ phone: '987 222 111', personCode: expect.stringMatching(/^N-/) as string });
      expect(await app.get(EngagementsService).of(tula!.id)).toMatchObject([
        { supplierId: world.supplier, teamId: world.shop, fromOn: '2027-03-01' },
      ]);
      // Pressed twice at once, and again: nothing twice.
      await Promise.all([1, 2].map(() => ada.post('/people/requests/acceptances', { request: ids.slice(0, 2) })));
      expect(flashOf((await ada.get('/people/requests')).html)).toMatch(/^note No hizo falta aceptar a nadie\. 2 ya estaban decididas así/);
      expect((await texts()).filter(({ recipient }) => recipient === '+51987222111')).toHaveLength(1);
      const decisions = await app.db.rows(
        sql`SELECT seq FROM audit_line WHERE action = 'request.decided' AND subject_id IN (${ids[0]}, ${ids[1]})`,
      );
      expect(decisions).toHaveLength(2);
    });

    it('or declined at once, for one reason that is asked for first', async () => {
      const ids = (await waiting()).map(({ id }) => id);
      const asked = await ada.post('/people/requests/refusals', { request: ids });
      expect(`${asked.status} ${asked.html.includes('Ben Benites')} ${asked.html.includes('Escriba por qué no.')}`).toBe('200 true false');
      const empty = await ada.post('/people/requests/refusals', { request: ids, reason: ' ' });
      expect(`${empty.status} ${empty.html.includes('Escriba por qué no.')}`).toBe('422 true');
      expect((await ada.post('/people/requests/refusals', { request: ids, reason: 'No trabajan aquí' })).to).toBe('/people/requests');
      expect(flashOf((await ada.get('/people/requests')).html)).toMatch(/^done 3 solicitudes rechazadas/);
      expect(await app.db.rows(sql`SELECT state, reason FROM joining_request WHERE id IN (${list(ids)})`)).toEqual(
        ids.map(() => ({ state: 'declined', reason: 'No trabajan aquí' })),
      );
      await ada.post('/people/requests/acceptances', { request: ids });
      const late = await ada.post('/people/requests/acceptances', { request: ids });
      expect(late.html).toMatch(/Ben Benites<\/a>: Alguien ya decidió esta solicitud de otra manera/);
      expect(late.html).toMatch(/Vito Vivar<\/a>: Alguien ya decidió esta solicitud de otra manera/);
    });

    const leaves = (id: PersonId, fromOn: string, untilOn: string) =>
      app.work.run(() =>
        app.db.execute(sql`UPDATE engagement SET from_on = ${fromOn}, until_on = ${untilOn} WHERE person_id = ${id} AND until_on IS NULL`),
      );
    const back = (person: PersonId) => ({
      ...{ person, returnKind: 'contractor', returnSupplier: 'Limpieza SA', returnTeam: '', returnSite: '', returnJob: '' },
      ...{ returnManager: '', returnFromOn: '2027-03-01' },
    });

    it('gets no link on a number of before, when they come back and give another', async () => {
      const tula = (await personOf('Tula'))!;
      await leaves(tula.id, '2027-01-01', '2027-02-01');
      const before = await texts();
      const id = await asks('Tula', 'Tapia', { phone: '911 000 222' });
      expect((await ada.post(`/people/requests/${id}/recognition`, back(tula.id))).to).toBe(`/people/${tula.id}/access`);
      expect(flashOf((await ada.get(`/people/${tula.id}/access`)).html)).toContain('El teléfono que dio no está anotado');
      expect(await texts()).toEqual(before);
    });

    it('may be known under a record that was merged, and is back as who they turned out to be', async () => {
      const [tula, ursula] = [(await personOf('Tula'))!, (await personOf('Úrsula'))!];
      // Announced, and never came: she is not here.
      await leaves(tula.id, '2027-05-01', '2027-05-01');
      await leaves(ursula.id, '2026-11-01', '2026-12-01');
      expect(await app.get(MergesService).merge(app.get(Contexts).system('test'), tula.id, ursula.id)).toMatchObject({ ok: true });
      const id = await asks('Úrsula', 'Urrutia');
      const { html } = await ada.get(`/people/requests/${id}`);
      expect(html).toMatch(new RegExp(`name="person" value="${tula.id}"[^>]* checked`));
      expect(html).not.toContain('Es esta persona: ya está');
      expect((await ada.post(`/people/requests/${id}/recognition`, back(tula.id))).to).toBe(`/people/${tula.id}`);
      expect(await app.get(EngagementsService).of(tula.id)).toContainEqual(
        expect.objectContaining({ fromOn: '2027-03-01', untilOn: null }),
      );
    });
  });

  it('may be declined, with a reason', async () => {
    await app.visitor().post(address, { ...said, givenName: 'Nobody' });
    const [request] = await waiting();
    expect((await ada.post(`/people/requests/${request!.id}/refusal`, { reason: '' })).html).toContain('Escriba por qué no.');
    expect((await ada.post(`/people/requests/${request!.id}/refusal`, { reason: 'No trabaja aquí' })).to).toBe('/people/requests');
    expect(await app.db.row(sql`SELECT state, reason FROM joining_request WHERE id = ${request!.id}`)).toEqual({
      state: 'declined',
      reason: 'No trabaja aquí',
    });
    expect((await ada.get('/people/requests')).html).toContain('Nadie espera');
  });

  it('is found by a document or a whole name, however many share the beginnings of theirs', async () => {
    const one = (number: number, facts: object) => ({
      id: newId<'person'>(),
      personCode: `CROWD-${number}`,
      codeKey: `CROWD-${number}`,
      givenName: 'Marina',
      familyName: `Garcilazo ${number}`,
      email: null,
      phone: null,
      nationalId: null,
      birthYear: null,
      language: 'es',
      mergedIntoId: null,
      searchKey: `crowd-${number} marina garcilazo ${number}`,
      createdAt: app.clock.now(),
      ...facts,
    });
    const meant = { givenName: 'María', familyName: 'García Zúñiga', searchKey: 'zz maria garcia zuniga' };
    const crowd = Array.from({ length: 1200 }, (_, number) => one(number, {}));
    await app.work.run(() => app.db.insert('person', [...crowd, one(5000, meant), one(5001, { phone: '+51900111222', searchKey: 'zz' })]));
    const ask = async (words: object) => {
      await app.visitor().post(address, { ...said, ...words });
      return (await waiting()).at(-1)!.id;
    };
    const byName = await ask({ givenName: 'Maria', familyName: 'Garcia Zuñiga' });
    const byPhone = await ask({ givenName: 'Mari', familyName: 'Garcés', phone: '900111222' });
    expect((await ada.get(`/people/requests/${byName}`)).html).toContain('María García Zúñiga');
    expect((await ada.get(`/people/requests/${byPhone}`)).html).toContain('Garcilazo 5001');
    await ada.post('/people/requests/refusals', { request: [byName, byPhone], reason: 'Ya está en la lista' });
  });

  it('keeps what somebody wrote when too many have written from one place', async () => {
    const visitor = app.visitor();
    let last = await visitor.get(address);
    for (let tries = 0; tries < 50 && last.status === 200; tries++)
      last = await visitor.post(address, { ...said, website: 'http://spam.example' });
    expect(last.status).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(last.html).toContain('Lo que escribió sigue en esta página');
    expect(last.html).toContain('value="Nora"');
    expect((await visitor.post(address, { ...said, familyName: '' })).status).toBe(422);
  });

  it('finds nothing behind a code that was changed, and is slowed down when guessing', async () => {
    await ada.post('/sites/company/poster');
    const visitor = app.visitor();
    const old = await visitor.get(address);
    expect(old.status).toBe(404);
    expect(old.html).toContain('Este cartel ya no sirve');
    expect((await visitor.post(address, said)).status).toBe(404);
    let last = 404;
    for (let tries = 0; tries < 40 && last === 404; tries++) last = (await visitor.get(`/join/GUESS${tries}`)).status;
    expect(last).toBe(429);
    await ada.post('/sites/company/poster/revocation');
    expect((await ada.get('/sites/company/poster')).html).toContain('todavía no tiene cartel');
  });

  describe('proposed by a coordinator', () => {
    let chi: Visitor;
    beforeAll(async () => {
      await coordinates(app, world.chi, world.supplier);
      chi = await signedIn(app, world.chi);
    });
    const joiner = {
      givenName: 'Olga',
      familyName: 'Ortiz',
      nationalId: '',
      phone: '',
      team: 'Tienda',
      jobTitle: 'Limpieza',
      fromOn: '2027-03-08',
      language: 'es',
    };

    it('joins once HR accepts', async () => {
      expect((await chi.get('/supplier/requests/new')).html).toContain('Contratista de Limpieza SA');
      expect((await chi.post('/supplier/requests', { ...joiner, supplierId: world.supplier })).to).toBe('/supplier/requests');
      expect((await chi.get('/supplier/requests')).html).toContain('Espera a Recursos Humanos');
      expect((await ada.get('/people/requests')).html).toContain('Propuesta de Chi Chávez');
      const [request] = await waiting();
      const one = await ada.get(`/people/requests/${request!.id}`);
      const person = {
        ...joiner,
        personCode: codes(one.html),
        kind: 'contractor',
        supplier: 'Limpieza SA',
        email: '',
        birthYear: '',
        untilOn: '',
        site: '',
        managerCode: '',
      };
      expect((await ada.post(`/people/requests/${request!.id}/acceptance`, person)).to).toBe('/people/requests');
      expect((await chi.get('/supplier/requests')).html).toContain('Aceptada');
    });

    it('leaves on the last day once HR accepts', async () => {
      const path = `/supplier/requests/leavers/${world.dora}`;
      expect((await chi.get(`/supplier/people/${world.dora}`)).html).toContain(path);
      expect((await chi.get(path)).html).toContain('Dora Duarte se va');
      expect((await chi.post(path, { lastOn: '2027-03-05' })).to).toBe('/supplier/requests');
      await chi.post(path, { lastOn: '2027-03-05' });
      expect(flashOf((await chi.get('/supplier/requests')).html)).toMatch(/^note Ya propuso que esta persona se va/);
      await chi.post(path, { lastOn: '2027-03-06' });
      expect(flashOf((await chi.get('/supplier/requests')).html)).toMatch(/^refused .*con el 5 mar 2027 como último día/);
      const member = await chi.get(`/supplier/people/${world.dora}`);
      expect(member.html).toContain('Propuso que su último día sea el 5 mar 2027');
      expect(member.html).not.toContain(path);
      const [request] = await waiting();
      expect((await ada.get(`/people/requests/${request!.id}`)).html).toContain('value="2027-03-05"');
      expect((await ada.post(`/people/requests/${request!.id}/leaving`, { lastOn: '2027-03-05' })).to).toBe('/people/requests');
      expect((await app.get(EngagementsService).of(world.dora))[0]?.untilOn).toBe('2027-03-06');
    });

    it('leaves beside a namesake who leaves too', async () => {
      const hired = await hire(app, 5, { team: world.warehouse, manager: null, supplier: world.supplier });
      // Every fourth is the supplier's.
      const [one, other] = [hired[0]!, hired[4]!];
      await app.work.run(() =>
        app.db.execute(sql`UPDATE person SET given_name = 'Ana', family_name = 'Ruiz' WHERE id IN (${one}, ${other})`),
      );
      for (const id of [one, other]) await chi.post(`/supplier/requests/leavers/${id}`, { lastOn: '2027-03-05' });
      const proposed = await app.db.rows<{ personId: PersonId }>(
        sql`SELECT person_id FROM joining_request WHERE state = 'waiting' AND kind = 'leave' AND person_id IN (${one}, ${other})`,
      );
      expect(proposed).toHaveLength(2);
      await app.work.run(() => app.db.execute(sql`DELETE FROM joining_request WHERE person_id = ${other}`));
    });

    it('leaves two companies on two days, and neither hears what the other proposed', async () => {
      const { id } = (await app.db.row<{ id: PersonId }>(sql`SELECT person_id AS id FROM joining_request WHERE given_name = 'Ana'`))!;
      const gardens = newId<'supplier'>();
      await app.work.run(() => app.db.insert('supplier', [{ id: gardens, name: 'Jardines SA', nameKey: 'jardines sa', taxId: null }]));
      const place = { team: null, site: null, jobTitle: null, managerCode: null } as const;
      const span = { fromOn: toCalendarDate('2027-03-01'), untilOn: null };
      const begun = { kind: 'contractor', supplier: 'Jardines SA', ...place, ...span } as const;
      expect(await app.get(EngagementsService).start(app.get(Contexts).system('test'), id, begun)).toMatchObject({ ok: true });
      await coordinates(app, world.fay, gardens);
      const fay = await signedIn(app, world.fay);
      await fay.post(`/supplier/requests/leavers/${id}`, { lastOn: '2027-03-09' });
      expect(flashOf((await fay.get('/supplier/requests')).html)).toMatch(/^done /);
      const [first, second] = await app.db.rows<{ id: string; lastOn: string }>(
        sql`SELECT id, last_on FROM joining_request WHERE person_id = ${id} AND state = 'waiting' ORDER BY id`,
      );
      expect([first?.lastOn, second?.lastOn]).toEqual(['2027-03-05', '2027-03-09']);
      await ada.post(`/people/requests/${first!.id}/refusal`, { reason: 'Sigue aquí' });
      await app.work.run(async () => {
        await app.db.execute(sql`DELETE FROM joining_request WHERE id = ${second!.id}`);
        await app.db.execute(
          sql`UPDATE role_grant SET revoked_at = ${app.clock.now()} WHERE person_id = ${world.fay} AND role = 'coordinator'`,
        );
      });
    });

    it('says what became of it, and can be taken back while nobody has decided', async () => {
      await chi.post('/supplier/requests', { ...joiner, givenName: 'Pía', supplierId: world.supplier });
      await chi.post('/supplier/requests', { ...joiner, givenName: 'Pía', supplierId: world.supplier });
      const [pia, ...others] = await waiting();
      expect(others).toEqual([]);
      expect((await chi.get('/supplier')).html).toContain('Sus propuestas: 1 espera');
      const path = `/supplier/requests/${pia!.id}/withdrawal`;
      expect((await ada.post(path)).status).toBe(404);
      expect((await chi.post(path)).to).toBe('/supplier/requests');
      await chi.post(path);
      const list = await chi.get('/supplier/requests');
      expect(flashOf(list.html)).toMatch(/^note .*ya estaba decidida así/);
      expect(list.html).toMatch(/Pía Ortiz[\s\S]*Se incorpora el 8 mar 2027[\s\S]*Lo propuso Chi Chávez[\s\S]*Retirada/);
      expect(await waiting()).toEqual([]);
      await chi.post('/supplier/requests', { ...joiner, givenName: 'Pía', supplierId: world.supplier });
      const [again] = await waiting();
      await ada.post(`/people/requests/${again!.id}/refusal`, { reason: 'No tiene contrato' });
      expect((await chi.get('/supplier/requests')).html).toContain('Motivo: No tiene contrato');
    });

    it('hears once what HR decided, of many together, in the own language and by the way that reaches them', async () => {
      const mails = () =>
        app.db.rows<{ recipient: string; subject: string; text: string }>(
          sql`SELECT recipient, subject, text FROM mail_outbox WHERE unique_key LIKE 'decisions:%' ORDER BY id`,
        );
      const tick = () => app.get(DecisionNewsService).tellDecisions(app.get(Contexts).system('test'));
      const later = (minutes: number) => app.clock.stopAt(plusMinutes(app.clock.now(), minutes));
      await app.work.run(() => app.db.execute(sql`UPDATE person SET email = 'chi@example.com' WHERE id = ${world.chi}`));
      later(3);
      // What was decided before the address was known: in one message.
      expect(await tick()).toBe(1);
      const [first] = await mails();
      expect(first).toMatchObject({
        recipient: 'chi@example.com',
        subject: expect.stringContaining('decidió sobre 4 propuestas suyas') as string,
      });
      expect(first?.text).toMatch(
        /Olga Ortiz: entra en la lista\.[\s\S]*Dora Duarte: su salida está confirmada\.[\s\S]*Ana Ruiz: no se aceptó su salida\. Motivo: Sigue aquí[\s\S]*Pía Ortiz: no se aceptó\. Motivo: No tiene contrato/,
      );
      expect(first?.text).toContain('http://cadencia.test/supplier/requests');
      expect(await tick()).toBe(0);
      const wait = async (givenName: string) => {
        await chi.post('/supplier/requests', { ...joiner, givenName, nationalId: '44556677', supplierId: world.supplier });
        return (await waiting()).find((one) => one.givenName === givenName)!.id;
      };
      const ids = [await wait('Xena'), await wait('Yago')];
      await ada.post('/people/requests/refusals', { request: ids, reason: 'Sin contrato' });
      // HR may go on: not before two quiet minutes.
      expect(await tick()).toBe(0);
      await app.work.run(() =>
        app.db.execute(sql`UPDATE person SET email = NULL, phone = '987654321', language = 'en' WHERE id = ${world.chi}`),
      );
      later(2);
      const both = await Promise.all([tick(), tick()]);
      expect(both.reduce((sum, one) => sum + one, 0)).toBe(1);
      const told = await app.db.rows<{ recipient: string }>(sql`SELECT recipient FROM sms_outbox WHERE unique_key LIKE 'decisions:%'`);
      expect(told).toEqual([{ recipient: '+51987654321' }]);
      await app.get(JobRunner).settled();
      const folder = join(app.dataDir, 'sms');
      const text = readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .find((one) => one.includes('proposals'));
      expect(text).toContain(
        'HR has decided on 2 of your proposals: 0 accepted, 2 declined. See them at http://cadencia.test/supplier/requests',
      );
      expect(text).not.toMatch(/44556677|Xena/);
      expect((await ada.get(`/people/${world.chi}/why`)).html).toContain(
        'Se le avisó de lo que Recursos Humanos decidió sobre sus propuestas.',
      );
      // Whoever coordinates them no more is not told.
      const last = await wait('Zoe');
      await ada.post('/people/requests/refusals', { request: [last], reason: 'Sin contrato' });
      await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = ${app.clock.now()} WHERE person_id = ${world.chi}`));
      later(5);
      expect(await tick()).toBe(0);
      await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = NULL WHERE person_id = ${world.chi}`));
    });

    it('is of the own company only, and the queue is HR’s', async () => {
      expect((await chi.get(`/supplier/requests/leavers/${world.fay}`)).status).toBe(404);
      expect((await chi.post(`/supplier/requests/leavers/${world.fay}`, { lastOn: '2027-03-05' })).status).toBe(404);
      expect((await chi.post('/supplier/requests', { ...joiner, supplierId: world.shop })).status).toBe(404);
      expect((await chi.get('/people/requests')).status).toBe(404);
      const ben = await signedIn(app, world.ben);
      expect((await ben.get('/supplier/requests/new')).status).toBe(404);
      expect((await ben.get('/people/requests')).status).toBe(404);
    });
  });
});

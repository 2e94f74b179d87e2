import type { Browser } from 'playwright-core';
import { newId, type PersonId } from '#kernel/id';
import { AbsencesService, EngagementsService, MergesService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { toCalendarDate } from '#kernel/calendar-date';
import { type Device, DESKTOP, launchBrowser, PHONE, type Reader, readerWith, type ServedApp, serveApp } from '../support/browser';
import { coordinates, createWorld, signedIn, type World } from '../support/world';

jest.setTimeout(240_000);

const SHOTS = process.env['SHOTS'];

describe('the pages on which people come, go and turn out to be one', () => {
  let browser: Browser;
  let app: ServedApp;
  let world: World;
  let twin: PersonId;
  let join = '';
  let preview = '';
  let pia: { readonly id: string };

  beforeAll(async () => {
    browser = await launchBrowser();
    app = await serveApp();
    world = await createWorld(app);
    twin = await double();
    await coordinates(app, world.ben, world.supplier);
    const ada = await signedIn(app, world.ada);
    await ada.post('/sites/company/poster');
    join = `/join/${(await app.db.row<{ code: string }>(sql`SELECT code FROM site_poster`))!.code}`;
    await app
      .visitor()
      .post(join, { givenName: 'Emil', familyName: 'Espinosa', employerKind: 'staff', language: 'es', phone: '999 111 222' });
    const ben = await signedIn(app, world.ben);
    const joiner = { supplierId: world.supplier, familyName: 'Ortiz', fromOn: '2027-03-08', language: 'es' };
    for (const givenName of ['Olga', 'Pía']) await ben.post('/supplier/requests', { ...joiner, givenName });
    pia = (await app.db.row<{ id: string }>(sql`SELECT id FROM joining_request WHERE given_name = 'Pía'`))!;
    await ada.post(`/people/requests/${pia.id}/refusal`, { reason: 'No tiene contrato' });
    // A code that passes to somebody else, and many who leave.
    const bytes = Buffer.from(
      'codigo;nombres;apellidos;tipo;ingreso\nE001;Ada;Aguilar;empleado;2025-01-01\nE003;Pedro;Quispe;empleado;2025-01-01\n',
    );
    preview = (await ada.upload('/roster/imports', { mode: 'full' }, { file: { name: 'lista.csv', bytes } })).to ?? '';
    const ctx = app.get(Contexts).system('test');
    const leave = { kind: 'parental', fromOn: toCalendarDate('2027-03-10'), untilOn: toCalendarDate('2027-06-10') } as const;
    await app.get(AbsencesService).record(ctx, world.dora, leave);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  /** Chi once more, as a contractor under another code. */
  async function double(): Promise<PersonId> {
    const id = newId<'person'>();
    const contact = { email: null, nationalId: null, phone: '+51 999 111 222', birthYear: null, language: 'es' };
    const name = { givenName: 'Chi', familyName: 'Chaves', searchKey: 'chi chaves c900' };
    await app.work.run(async () => {
      await app.db.insert('person', [{ id, personCode: 'C900', codeKey: 'C900', ...name, ...contact, createdAt: app.clock.now() }]);
      await app.db.insert('engagement', [
        {
          id: newId(),
          personId: id,
          kind: 'contractor',
          supplierId: world.supplier,
          teamId: null,
          siteId: null,
          jobTitle: 'Limpieza',
          managerId: world.ben,
          fromOn: '2026-01-01',
          untilOn: '2026-12-31',
        },
      ]);
    });
    return id;
  }

  const as = async (personId: PersonId, device: Device): Promise<Reader> => {
    const reader = await readerWith(browser, app, device);
    const visitor = await signedIn(app, personId);
    await reader.page
      .context()
      .addCookies([{ name: 'cadencia-session', value: visitor.cookies.get('cadencia-session')!, url: app.address }]);
    return reader;
  };
  const see = async (reader: Reader, path: string, name: string, device: Device): Promise<void> => {
    await reader.visit(path);
    if (SHOTS) await reader.page.screenshot({ path: `${SHOTS}/${name}-${device.width}.png`, fullPage: true });
  };

  it('are whole and accessible on a phone', async () => {
    const device = PHONE;
    const ada = await as(world.ada, device);
    await ada.visit('/people/duplicates');
    await ada.press('Buscar otra vez');
    await see(ada, '/people', 'roster', device);
    await see(ada, `/people/${world.dora}`, 'person', device);
    await see(ada, '/people/new', 'new', device);
    await see(ada, `/people/${world.dora}/details`, 'details', device);
    await see(ada, `/people/${world.dora}/absences`, 'absences', device);
    await see(ada, `/people/${world.dora}/engagements/new`, 'start', device);
    const [own] = await app.get(EngagementsService).of(world.dora);
    await see(ada, `/people/${world.dora}/engagements/${own!.id}/move`, 'move', device);
    await see(ada, `/people/${world.dora}/engagements/${own!.id}/end`, 'end', device);
    await see(ada, '/people/duplicates', 'duplicates', device);
    await see(ada, `/people/compare?a=${world.chi}`, 'choose', device);
    await see(ada, `/people/compare?a=${world.chi}&b=${twin}`, 'compare', device);
    await see(ada, '/people/requests', 'requests', device);
    const request = await app.db.row<{ id: string }>(sql`SELECT id FROM joining_request WHERE given_name = 'Emil'`);
    await see(ada, `/people/requests/${request!.id}`, 'request', device);
    await see(ada, `/people/requests/${pia.id}`, 'declined', device);
    await see(ada, '/people/requests?show=decided', 'decided', device);
    await ada.visit(preview);
    await ada.until('Hace falta su aprobación');
    await see(ada, `${preview}?show=left`, 'preview', device);
    await see(ada, '/roster/imports', 'imports', device);
    await see(ada, '/sites', 'sites', device);
    await see(ada, '/sites/company/poster', 'poster', device);
    await see(await readerWith(browser, app, device), join, 'join', device);
    const ben = await as(world.ben, device);
    await see(ben, '/supplier/requests', 'proposed', device);
    await see(ben, '/supplier/requests/new', 'propose', device);
    await see(ben, `/supplier/requests/leavers/${world.dora}`, 'leaver', device);
  });

  it('let somebody say that they are not on the list, on a phone', async () => {
    const nobody = await readerWith(browser, app, PHONE);
    await nobody.visit(join);
    await nobody.fill({ givenName: 'Nora', familyName: 'Nieto' });
    await nobody.choose('employerKind', 'staff');
    await nobody.press('Enviar');
    expect(await nobody.heading()).toBe('Gracias');
    if (SHOTS) await nobody.page.screenshot({ path: `${SHOTS}/thanks-360.png`, fullPage: true });
    await nobody.visit('/join/NOBODYSPOSTER', 404);
    expect(await nobody.heading()).toBe('Este cartel ya no sirve');
  });

  it('show a record that has become another', async () => {
    const ctx = app.get(Contexts).system('test');
    await app.get(MergesService).merge(ctx, world.chi, twin);
    const ada = await as(world.ada, DESKTOP);
    await see(ada, `/people/${twin}`, 'merged', DESKTOP);
    await see(ada, `/people/${world.chi}`, 'kept', DESKTOP);
    await ada.press(/Deshacer la unión/);
    expect(await ada.words()).toContain('Vuelven a ser dos registros');
  });
});

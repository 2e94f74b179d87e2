import { SessionService } from '#modules/identity';
import { sql } from '#platform/database/sql';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { startApp, type TestApp } from '../../support/app';
import { createWorld, signedIn, type World } from '../../support/world';
import { giveAccess, PASSWORD, PIN } from './access';

describe('giving access', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await giveAccess(app, world.ada);
  });
  afterAll(() => app.close());

  const actions = (action: string) => app.db.rows(sql`SELECT seq FROM audit_line WHERE action = ${action}`);

  it('is for those who answer for somebody: everybody else finds nothing there', async () => {
    for (const one of ['chi', 'dora', 'fay', 'emil'] as const) {
      const visitor = await signedIn(app, world[one]);
      expect((await visitor.get('/slips')).status).toBe(404);
      expect((await visitor.post('/slips', { team: 'all' })).status).toBe(404);
      expect((await visitor.get(`/people/${world.chi}/access`)).status).toBe(404);
    }
    for (const one of ['ben', 'chi', 'dora', 'fay', 'emil'] as const) {
      const visitor = await signedIn(app, world[one]);
      expect((await visitor.post(`/people/${world.chi}/roles`, { role: 'hr' })).status).toBe(404);
      expect((await visitor.post(`/people/${world.chi}/access/reset`)).status).toBe(404);
    }
    expect((await app.visitor().get('/slips')).to).toBe('/sign-in?to=%2Fslips');
  });

  it('shows who has none, by team', async () => {
    const { html } = await (await signedIn(app, world.ada)).get('/slips');
    expect(html).toContain('Tienda');
    expect(html).toMatch(/Todas las personas sin acceso[\s\S]*?4 personas/);
    expect(html).toContain('Nadie tiene todavía un papel que sirva.');
  });

  it('prints the slips of a team as a PDF, and says when others are replaced', async () => {
    const ada = await signedIn(app, world.ada);
    const answer = await ada.post('/slips', { team: world.shop });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const made = await app.db.rows<{ personId: string }>(sql`SELECT person_id FROM activation WHERE purpose = 'slip' AND used_at IS NULL`);
    expect(made.map(({ personId }) => personId).sort()).toEqual([world.ben, world.chi, world.dora].sort());
    expect((await ada.get('/slips')).html).toContain('3 personas ya tienen un papel que sirve');
  });

  it('asks which team, and says so when nobody there is without access', async () => {
    const ada = await signedIn(app, world.ada);
    const none = await ada.post('/slips', {});
    expect(none.status).toBe(422);
    expect(none.html).toContain('Elija un equipo de la lista.');
    expect((await ada.post('/slips', { team: 'none' })).to).toBe('/slips');
    expect((await ada.get('/slips')).html).toContain('ya no queda nadie sin acceso');
  });

  it('sends one person a link, or says that they have no e-mail', async () => {
    const ada = await signedIn(app, world.ada);
    await ada.post(`/people/${world.ben}/access/link`);
    expect((await ada.get(`/people/${world.ben}/access`)).html).toContain('Enviamos el enlace a ben@example.com');
    await ada.post(`/people/${world.chi}/access/link`);
    expect((await ada.get(`/people/${world.chi}/access`)).html).toContain('no tiene correo');
    expect((await ada.post(`/people/${world.chi}/access/slip`)).headers['content-type']).toBe('application/pdf');
    expect((await ada.post('/people/01234567-0123-7123-8123-0123456789ab/access/slip')).status).toBe(404);
    expect((await ada.get('/people/nobody/access')).status).toBe(404);
  });

  it('takes the key away, shuts every way in and signs the person out', async () => {
    await giveAccess(app, world.chi);
    const chi = await signedIn(app, world.chi);
    expect((await chi.get('/account')).status).toBe(200);
    await (await signedIn(app, world.ada)).post(`/people/${world.chi}/access/reset`);
    expect((await chi.get('/account')).status).toBe(303);
    expect((await app.visitor().post('/sign-in', { by: 'code', code: 'E003', pin: PIN })).status).toBe(422);
    expect(await actions('access.reset')).toHaveLength(1);
  });

  it('gives and takes roles, and writes both down', async () => {
    const ada = await signedIn(app, world.ada);
    const fay = await signedIn(app, world.fay);
    expect((await fay.get('/slips')).status).toBe(404);
    await ada.post(`/people/${world.fay}/roles`, { role: 'hr' });
    expect((await fay.get('/slips')).status).toBe(200);
    await ada.post(`/people/${world.fay}/roles`, { role: 'hr' });
    expect((await ada.get(`/people/${world.fay}/access`)).html).toContain('ya tenía ese permiso');
    await ada.post(`/people/${world.fay}/roles/revocations`, { role: 'hr' });
    expect((await fay.get('/slips')).status).toBe(404);
    await ada.post(`/people/${world.fay}/roles`, { role: 'emperor' });
    expect((await ada.get(`/people/${world.fay}/access`)).html).toContain('Elija un permiso de la lista.');
    expect([(await actions('role.granted')).length, (await actions('role.revoked')).length]).toEqual([1, 1]);
  });

  it('makes somebody the coordinator of one supplier, or of several', async () => {
    const ada = await signedIn(app, world.ada);
    await ada.post(`/people/${world.fay}/roles`, { role: 'coordinator' });
    expect((await ada.get(`/people/${world.fay}/access`)).html).toContain('Elija un proveedor de la lista.');
    const unknown = '01234567-0123-7123-8123-0123456789ab';
    expect((await ada.post(`/people/${world.fay}/roles`, { role: 'coordinator', supplier: unknown })).status).toBe(404);
    await ada.post(`/people/${world.fay}/roles`, { role: 'coordinator', supplier: world.supplier });
    expect((await ada.get(`/people/${world.fay}/access`)).html).toContain('Coordinación de Limpieza SA');
    const policy = app.app.get<AccessPolicy>(ACCESS_POLICY);
    const token = await app.get(SessionService).begin(world.fay, app.clock.now());
    const actor = (await policy.identify(token, app.clock.now(), null))?.actor;
    expect(actor).toMatchObject({ roles: ['coordinator'], supplierIds: [world.supplier] });
    await ada.post(`/people/${world.fay}/roles/revocations`, { role: 'coordinator', supplier: world.supplier });
    expect((await policy.identify(token, app.clock.now(), null))?.actor).toMatchObject({ roles: [], supplierIds: [] });
  });

  it('keeps one person of HR, even when two take it from each other at once', async () => {
    const ada = await signedIn(app, world.ada);
    await ada.post(`/people/${world.fay}/roles`, { role: 'hr' });
    const fay = await signedIn(app, world.fay);
    await Promise.all([
      ada.post(`/people/${world.fay}/roles/revocations`, { role: 'hr' }),
      fay.post(`/people/${world.ada}/roles/revocations`, { role: 'hr' }),
    ]);
    const holders = await app.db.rows<{ personId: string }>(sql`SELECT person_id FROM role_grant WHERE role = 'hr' AND revoked_at IS NULL`);
    expect(holders).toHaveLength(1);
    await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET person_id = ${world.ada} WHERE role = 'hr' AND revoked_at IS NULL`));
    const left = await signedIn(app, world.ada);
    await left.post(`/people/${world.ada}/roles/revocations`, { role: 'hr' });
    expect((await left.get(`/people/${world.ada}/access`)).html).toContain('Es la última persona');
  });

  it('lets people change their own password, and signs out their other devices', async () => {
    const here = await signedIn(app, world.ada);
    const there = await signedIn(app, world.ada);
    const next = 'cuatro nubes bailan lejos';
    expect((await here.post('/account', { current: 'no es esta', next, again: next })).html).toContain('no coinciden');
    expect((await here.post('/account', { current: PASSWORD, next: 'corta', again: 'corta' })).html).toContain('al menos 12');
    expect((await here.post('/account', { current: PASSWORD, next, again: 'otra cosa' })).html).toContain('No es igual');
    expect((await here.post('/account', { current: PASSWORD, next, again: next })).to).toBe('/account');
    expect((await here.get('/account')).html).toContain('clave nueva');
    expect((await there.get('/account')).status).toBe(303);
    expect((await app.visitor().post('/sign-in', { by: 'email', email: 'ada@example.com', password: next })).status).toBe(303);
  });

  it('follows the language that a person chooses, on any device', async () => {
    const fay = await signedIn(app, world.fay);
    expect((await fay.get('/account')).html).toContain('<html lang="en">');
    expect((await fay.post('/language', { language: 'es', back: '/account' })).to).toBe('/account');
    expect((await (await signedIn(app, world.fay)).get('/account')).html).toContain('<html lang="es">');
    expect((await fay.post('/language', { language: 'xx', back: '//evil.example' })).to).toBe('/');
    const visitor = app.visitor();
    await visitor.post('/language', { language: 'en', back: '/sign-in' });
    expect((await visitor.get('/sign-in')).html).toContain('<html lang="en">');
  });
});

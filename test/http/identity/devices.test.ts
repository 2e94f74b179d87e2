import { newId, type SiteId } from '#kernel/id';
import { plusMinutes, plusSeconds } from '#kernel/instant';
import { SessionService } from '#modules/identity';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import type { Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';
import { giveAccess, PASSWORD, PIN, slipFor } from './access';

describe('a shared device', () => {
  let app: TestApp;
  let world: World;
  let canteen: SiteId;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    canteen = newId();
    await app.work.run(() => app.db.insert('site', [{ id: canteen, name: 'Comedor', nameKey: 'comedor' }]));
    await giveAccess(app, world.ada);
    await giveAccess(app, world.chi);
    await giveAccess(app, world.fay);
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.stopAt(MONDAY));

  const codeIn = (html: string): string => /<strong>([2-9A-Z]{4}-[2-9A-Z]{4})<\/strong>/.exec(html)?.[1] ?? '';
  const register = async (name = 'Tableta del comedor'): Promise<string> => {
    const answer = await (await signedIn(app, world.ada)).post('/devices', { name, site: canteen });
    expect(answer.status).toBe(200);
    return codeIn(answer.html);
  };
  const tablet = async (name?: string): Promise<Visitor> => {
    const visitor = app.visitor();
    const paired = await visitor.post('/device/pair', { code: await register(name) });
    expect([paired.status, paired.to]).toEqual([303, '/sign-in']);
    return visitor;
  };
  const enter = (visitor: Visitor, code = 'E003', pin = PIN) => visitor.post('/sign-in', { by: 'code', code, pin, to: '/account' });
  const after = async (seconds: number) => {
    await app.get(SessionService).settled();
    app.clock.stopAt(plusSeconds(MONDAY, seconds));
  };
  const actions = (action: string) => app.db.rows(sql`SELECT seq FROM audit_line WHERE action = ${action}`);

  it('is HR’s to make and to take away', async () => {
    for (const one of ['ben', 'chi', 'emil'] as const) {
      const visitor = await signedIn(app, world[one]);
      expect((await visitor.get('/devices')).status).toBe(404);
      expect((await visitor.post('/devices', { name: 'x' })).status).toBe(404);
      expect((await visitor.post(`/devices/${newId()}/codes`)).status).toBe(404);
      expect((await visitor.post(`/devices/${newId()}/revocations`)).status).toBe(404);
    }
    const ada = await signedIn(app, world.ada);
    expect((await ada.get('/devices')).html).toContain('Todavía no hay ninguno');
    expect((await ada.post('/devices', { name: ' ', site: canteen })).html).toContain('Escriba un nombre');
    expect((await ada.post('/devices', { name: 'x', site: newId() })).status).toBe(404);
  });

  it('is paired by the code or the QR on HR’s screen, once and within ten minutes', async () => {
    const code = await register();
    const visitor = app.visitor();
    const opened = await visitor.get(`/device/pair/${code}`);
    expect(opened.html).toContain('Tableta del comedor');
    expect(visitor.cookies.has('cadencia-device')).toBe(false);
    expect((await app.visitor().get('/device/pair/ABCDEFGH')).status).toBe(404);
    expect((await visitor.post('/device/pair', { code: '' })).html).toContain('Escriba el código');
    const paired = await visitor.post('/device/pair', { code: code.toLowerCase() });
    expect(String(paired.headers['set-cookie'])).toMatch(/cadencia-device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax/);
    expect((await app.visitor().post('/device/pair', { code })).status).toBe(422);
    const late = await register();
    app.clock.stopAt(plusMinutes(MONDAY, 10));
    expect((await app.visitor().post('/device/pair', { code: late })).html).toContain('ya venció');
  });

  it('is paired once when the code is used ten times at once', async () => {
    const code = await register();
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.visitor().post('/device/pair', { code })));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('signs out whoever paired it from their own browser', async () => {
    const ada = await signedIn(app, world.ada);
    const { html } = await ada.post('/devices', { name: 'De Ada', site: 'none' });
    const token = ada.cookies.get('cadencia-session') ?? '';
    await ada.post('/device/pair', { code: codeIn(html) });
    expect(ada.cookies.has('cadencia-session')).toBe(false);
    const elsewhere = app.visitor();
    elsewhere.cookies.set('cadencia-session', token);
    expect((await elsewhere.get('/account')).status).toBe(303);
  });

  it('shows a page with code and PIN only, names nobody and keeps nothing', async () => {
    const visitor = await tablet();
    const page = await visitor.get('/sign-in');
    expect(page.html).toContain('Tableta del comedor');
    expect(page.html).not.toContain('Con correo y contraseña');
    expect(page.html).not.toContain('name="password"');
    expect(page.headers['cache-control']).toContain('no-store');
    const byMail = await visitor.post('/sign-in', { by: 'email', email: 'ada@example.com', password: PASSWORD });
    expect(byMail.status).toBe(422);
    expect(visitor.cookies.has('cadencia-session')).toBe(false);
  });

  it('leads whoever signs in to their own next step, with a session that goes with the window', async () => {
    const visitor = await tablet();
    const entered = await enter(visitor);
    expect([entered.status, entered.to]).toEqual([303, '/my']);
    const cookies = [entered.headers['set-cookie']].flat().map(String);
    const session = cookies.find((cookie) => cookie.startsWith('cadencia-session'));
    expect(session).toMatch(/HttpOnly/);
    expect(session).not.toMatch(/Max-Age|Expires/);
    const page = await visitor.get('/account');
    expect(page.html).toContain('Equipo compartido: Tableta del comedor');
    expect(page.html).toContain('data-idle="60"');
    expect(page.headers['cache-control']).toContain('no-store');
  });

  it('gives nobody there what their role gives them elsewhere', async () => {
    await app.work.run(() =>
      app.db.insert('role_grant', [{ id: newId(), personId: world.fay, role: 'hr', grantedAt: MONDAY, grantedBy: null, revokedAt: null }]),
    );
    expect((await (await signedIn(app, world.fay)).get('/devices')).status).toBe(200);
    const visitor = await tablet();
    await enter(visitor, 'E005');
    expect((await visitor.get('/account')).status).toBe(200);
    for (const path of ['/devices', '/slips', '/people', '/coverage', '/team']) expect((await visitor.get(path)).status).toBe(404);
    await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.fay}`));
  });

  it('lets go ninety seconds after the last sign of life, once its page has said that it watches', async () => {
    const visitor = await tablet();
    await enter(visitor);
    expect((await visitor.post('/device/still-here')).status).toBe(200);
    await after(80);
    expect((await visitor.post('/device/still-here')).html).toBe('{"locksAfterSeconds":60}');
    await after(169);
    expect((await visitor.get('/account')).status).toBe(200);
    await after(169 + 90);
    expect((await visitor.get('/account')).to).toMatch(/^\/sign-in/);
    await after(169);
    expect((await enter(visitor)).to).toBe('/my');
  });

  it('waits five minutes where no script can tell that somebody reads', async () => {
    const visitor = await tablet();
    await enter(visitor);
    await after(299);
    expect((await visitor.get('/account')).html).toContain('<noscript><meta http-equiv="refresh" content="300; url=/sign-in"></noscript>');
    await after(299 + 300);
    expect((await visitor.get('/account')).status).toBe(303);
  });

  it('leads back to its first page whoever presses a button of a page that was left behind', async () => {
    const visitor = await tablet();
    await enter(visitor);
    await after(300);
    const pressed = await visitor.post('/language', { language: 'en', back: '/account' });
    expect([pressed.status, pressed.to]).toEqual([303, '/sign-in']);
  });

  it('locks when somebody is done, and remembers nothing of them', async () => {
    const visitor = await tablet();
    await enter(visitor);
    const token = visitor.cookies.get('cadencia-session') ?? '';
    const locked = await visitor.post('/device/locks');
    expect([locked.status, locked.to]).toEqual([303, '/sign-in']);
    expect(visitor.cookies.has('cadencia-session')).toBe(false);
    expect((await visitor.get('/sign-in')).html).not.toContain('Chávez');
    visitor.cookies.set('cadencia-session', token);
    expect((await visitor.get('/account')).status).toBe(303);
  });

  it('has one person at a time', async () => {
    const visitor = await tablet();
    await enter(visitor);
    const chis = visitor.cookies.get('cadencia-session') ?? '';
    await enter(visitor, 'E005');
    visitor.cookies.set('cadencia-session', chis);
    expect((await visitor.get('/account')).status).toBe(303);
  });

  it('opens nothing in another browser, and an own session opens nothing on it', async () => {
    const visitor = await tablet();
    await enter(visitor);
    const thief = app.visitor();
    thief.cookies.set('cadencia-session', visitor.cookies.get('cadencia-session') ?? '');
    expect((await thief.get('/account')).status).toBe(303);
    const own = await signedIn(app, world.ada);
    own.cookies.set('cadencia-device', visitor.cookies.get('cadencia-device') ?? '');
    expect((await own.get('/devices')).status).toBe(303);
  });

  it('lets a person activate the access there, for minutes too', async () => {
    const visitor = await tablet();
    const activated = await visitor.post(`/activate/${await slipFor(app, world.dora)}`, { secret: PIN, again: PIN });
    expect(activated.to).toBe('/my');
    expect((await visitor.get('/account')).html).toContain('Equipo compartido');
    expect(String(activated.headers['set-cookie'])).not.toContain('Max-Age=2592000');
    await after(300);
    expect((await visitor.get('/account')).status).toBe(303);
  });

  it('loses its place at the next request when HR takes it away, and becomes an ordinary browser', async () => {
    const visitor = await tablet('Tableta perdida');
    await enter(visitor);
    const [device] = await app.db.rows<{ id: string }>(sql`SELECT id FROM shared_device WHERE name = ${'Tableta perdida'}`);
    const ada = await signedIn(app, world.ada);
    expect((await ada.get('/devices')).html).toContain('Usado por última vez');
    expect((await ada.post(`/devices/${device?.id}/revocations`)).to).toBe('/devices');
    expect((await ada.post(`/devices/${device?.id}/revocations`)).status).toBe(404);
    expect((await ada.post(`/devices/${device?.id}/codes`)).status).toBe(404);
    expect((await visitor.get('/account')).status).toBe(303);
    expect((await visitor.get('/sign-in')).to).toBe('/sign-in');
    expect(visitor.cookies.has('cadencia-device')).toBe(false);
    expect((await visitor.get('/sign-in')).html).toContain('ya no es compartido');
    expect((await visitor.get('/sign-in')).html).toContain('Con correo y contraseña');
  });

  it('moves to another tablet with a new code, and the one before it is out', async () => {
    const first = await tablet('Tableta de recepción');
    await enter(first);
    const [device] = await app.db.rows<{ id: string }>(sql`SELECT id FROM shared_device WHERE name = ${'Tableta de recepción'}`);
    const renewed = await (await signedIn(app, world.ada)).post(`/devices/${device?.id}/codes`);
    const second = app.visitor();
    await second.post('/device/pair', { code: codeIn(renewed.html) });
    expect((await first.get('/account')).status).toBe(303);
    expect((await enter(second)).to).toBe('/my');
  });

  it('is watched nowhere else', async () => {
    expect((await (await signedIn(app, world.chi)).post('/device/still-here')).status).toBe(404);
    expect((await (await signedIn(app, world.chi)).get('/account')).html).not.toContain('Equipo compartido');
  });

  it('leaves a line for each step, and no code or token that anybody could use', async () => {
    for (const action of ['device.registered', 'device.paired', 'device.code-renewed', 'device.revoked'])
      expect(`${action} ${(await actions(action)).length > 0}`).toBe(`${action} true`);
    const visitor = await tablet();
    const token = visitor.cookies.get('cadencia-device') ?? '';
    const rows = JSON.stringify([await app.db.rows(sql`SELECT * FROM shared_device`), await app.db.rows(sql`SELECT * FROM audit_line`)]);
    expect(rows).not.toContain(token);
  });

  it('is swept of sessions that are over', async () => {
    const visitor = await tablet();
    await enter(visitor);
    await app.get(SessionService).forgetExpired(plusMinutes(MONDAY, 60));
    expect(await app.db.rows(sql`SELECT id FROM device_session`)).toEqual([]);
  });
});

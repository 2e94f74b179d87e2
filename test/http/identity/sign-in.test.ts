import { plusDaysOf24Hours, plusHours, plusMinutes } from '#kernel/instant';
import type { PersonId } from '#kernel/id';
import { SessionService } from '#modules/identity';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { effortOf } from '../../support/effort';
import { createWorld, type World } from '../../support/world';
import { giveAccess, PASSWORD, PIN } from './access';

describe('signing in', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await giveAccess(app, world.ada);
    await giveAccess(app, world.chi);
    await giveAccess(app, world.emil);
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.stopAt(MONDAY));

  const byCode = (code: string, pin: string, visitor = app.visitor()) => visitor.post('/sign-in', { by: 'code', code, pin, to: '/' });
  const byEmail = (email: string, password: string, to = '/') => app.visitor().post('/sign-in', { by: 'email', email, password, to });
  const forgive = (personId: PersonId) =>
    app.work.run(() => app.db.execute(sql`UPDATE credential SET failures = 0, locked_until = NULL WHERE id = ${personId}`));

  it('offers help with what was asked for: a PIN, or a password', async () => {
    const visitor = app.visitor();
    const byCode = (await visitor.get('/sign-in')).html;
    expect(byCode).toContain('href="/sign-in/help"');
    expect(byCode).not.toContain('¿Olvidó su contraseña?');
    const byEmail = (await visitor.get('/sign-in?by=email')).html;
    expect(byEmail).toContain('¿Olvidó su contraseña?');
    expect(byEmail).not.toContain('href="/sign-in/help"');
  });

  it('lets people in with code and PIN, however they write the code', async () => {
    const answer = await byCode(' e003 ', PIN);
    expect([answer.status, answer.to]).toEqual([303, '/']);
    expect(String(answer.headers['set-cookie'])).toMatch(/cadencia-session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/);
  });

  it('lets people in with e-mail and password, and leads them back to where they wanted to go', async () => {
    const answer = await byEmail('ADA@example.com', PASSWORD, '/slips');
    expect([answer.status, answer.to]).toEqual([303, '/slips']);
  });

  it('never leads to another site', async () => {
    expect((await byEmail('ada@example.com', PASSWORD, '//evil.example')).to).toBe('/');
  });

  it('answers the same to an unknown name, a person without access and a wrong secret', async () => {
    const pages = [await byCode('E003', '111222'), await byCode('E999', '111222'), await byCode('E005', '111222')];
    const said = pages.map(({ status, html }) => [status, html.replaceAll(/E00[35]|E999|value="[\w-]{43}"/g, '')]);
    expect(said[1]).toEqual(said[0]);
    expect(said[2]).toEqual(said[0]);
    expect(pages[0]?.status).toBe(422);
    expect(pages[0]?.html).toContain('Los datos no coinciden');
    await forgive(world.chi);
  });

  it('takes about as long for an unknown name as for a wrong secret', async () => {
    const time = (code: string): Promise<number> => effortOf(() => byCode(code, '111222'));
    await byCode('E997', '111222');
    // In turn, and the shortest of each: what this process does beside it only makes one of them longer.
    const times = { unknown: Infinity, wrong: Infinity };
    for (let n = 0; n < 4; n++) {
      times.unknown = Math.min(times.unknown, await time('E998'));
      times.wrong = Math.min(times.wrong, await time('E003'));
    }
    await forgive(world.chi);
    expect(times.unknown).toBeGreaterThan(times.wrong / 3);
  });

  it('keeps what was typed, except the secret', async () => {
    const visitor = app.visitor();
    const answer = await visitor.post('/sign-in', { by: 'email', email: 'ada@example.com', password: 'not this one at all', to: '/slips' });
    expect(answer.html).toContain('value="ada@example.com"');
    expect(answer.html).toContain('name="to" value="/slips"');
    expect(answer.html).not.toContain('not this one at all');
    const empty = await visitor.post('/sign-in', { by: 'code', code: 'E003', pin: '' });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('Escriba su PIN.');
    expect(empty.html).toContain('value="E003"');
  });

  it.each([
    ['a person', 'E003'],
    ['a name that does not exist', 'E777'],
  ])('locks %s after five failures, for five minutes and then longer', async (_, code) => {
    for (let n = 0; n < 5; n++) expect((await byCode(code, '111222')).status).toBe(422);
    const locked = await byCode(code, PIN);
    expect(locked.status).toBe(429);
    expect(locked.html).toContain('espere 5 minutos');
    app.clock.stopAt(plusMinutes(MONDAY, 5));
    expect((await byCode(code, '111222')).status).toBe(422);
    expect((await byCode(code, '111222')).html).toContain('espere 10 minutos');
    app.clock.stopAt(plusMinutes(MONDAY, 16));
    expect((await byCode(code, PIN)).status).toBe(code === 'E003' ? 303 : 422);
  });

  it('counts guesses that arrive at once one by one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => byCode('E003', '111222')));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
    await forgive(world.chi);
  });

  it('forgets the failures of whoever gets in', async () => {
    for (let n = 0; n < 4; n++) await byCode('E003', '111222');
    expect((await byCode('E003', PIN)).status).toBe(303);
    for (let n = 0; n < 4; n++) expect((await byCode('E003', '111222')).status).toBe(422);
    expect((await byCode('E003', PIN)).status).toBe(303);
  });

  it('does not let anybody lock HR out by guessing PINs of an account that has none', async () => {
    for (let n = 0; n < 6; n++) await byCode('E001', '111222');
    expect((await byEmail('ada@example.com', PASSWORD)).status).toBe(303);
  });

  it('gives a new token each time and ends the session that the browser had', async () => {
    const visitor = app.visitor();
    await byCode('E003', PIN, visitor);
    const first = visitor.cookies.get('cadencia-session');
    await byCode('E003', PIN, visitor);
    expect(visitor.cookies.get('cadencia-session')).not.toBe(first);
    const intruder = app.visitor();
    intruder.cookies.set('cadencia-session', first ?? '');
    expect((await intruder.get('/account')).to).toMatch(/^\/sign-in/);
  });

  it('keeps no token that could be used, only its hash', async () => {
    const visitor = app.visitor();
    await byCode('E003', PIN, visitor);
    const rows = await app.db.rows<{ tokenHash: string }>(sql`SELECT token_hash FROM session`);
    expect(rows.every(({ tokenHash }) => /^[0-9a-f]{64}$/.test(tokenHash))).toBe(true);
    expect(JSON.stringify(rows)).not.toContain(visitor.cookies.get('cadencia-session'));
  });

  it('ends twelve hours after the last use, and thirty days after signing in', async () => {
    const visitor = app.visitor();
    await byCode('E003', PIN, visitor);
    const status = async () => (await visitor.get('/account')).status;
    for (let half = 1; half < 60; half++) {
      app.clock.stopAt(plusHours(MONDAY, half * 11));
      if (half * 11 < 30 * 24) expect(await status()).toBe(200);
      await app.get(SessionService).settled();
    }
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 30));
    expect(await status()).toBe(303);
    app.clock.stopAt(MONDAY);
    const idle = app.visitor();
    await byCode('E003', PIN, idle);
    app.clock.stopAt(plusHours(MONDAY, 12));
    expect((await idle.get('/account')).to).toBe('/sign-in?to=%2Faccount');
  });

  it('leads out: after signing out the old cookie opens nothing', async () => {
    const visitor = app.visitor();
    await byCode('E003', PIN, visitor);
    const token = visitor.cookies.get('cadencia-session') ?? '';
    expect((await visitor.post('/sign-out')).to).toBe('/sign-in');
    expect(visitor.cookies.has('cadencia-session')).toBe(false);
    visitor.cookies.set('cadencia-session', token);
    expect((await visitor.get('/account')).status).toBe(303);
    expect((await app.visitor().post('/sign-out')).to).toBe('/sign-in');
  });

  it('still lets somebody who has left see their own, and nothing else', async () => {
    await app.work.run(() =>
      app.db.execute(sql`INSERT INTO role_grant (id, person_id, role, granted_at) VALUES ('g-emil', ${world.emil}, 'hr', ${MONDAY})`),
    );
    const visitor = app.visitor();
    await visitor.post('/sign-in', { by: 'email', email: 'emil@example.com', password: PASSWORD });
    expect((await visitor.get('/account')).status).toBe(200);
    expect((await visitor.get('/slips')).status).toBe(404);
  });

  it('asks the database once to know who it is', async () => {
    const visitor = app.visitor();
    await byCode('E003', PIN, visitor);
    const before = app.db.statements;
    await visitor.get('/slips');
    expect(app.db.statements - before).toBe(1);
  });

  it('throttles an address from which too many guesses came', async () => {
    const answers = await Promise.all(Array.from({ length: 130 }, (_, n) => byCode(`X${n}`, '111222')));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
    const last = await byCode('X-last', '111222');
    expect(last.status).toBe(429);
    expect(last.html).toContain('demasiados intentos fallidos desde esta conexión');
  });
});

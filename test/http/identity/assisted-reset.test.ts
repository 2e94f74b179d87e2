import { newId } from '#kernel/id';
import { plusDaysOf24Hours, plusMinutes } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import type { Visitor } from '../../support/visitor';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import { giveAccess, PIN } from './access';

const NEW_PIN = '580317';

describe('helping somebody who forgot the PIN', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    for (const one of ['ada', 'ben', 'chi', 'dora', 'fay'] as const) await giveAccess(app, world[one]);
    await coordinates(app, world.fay, world.supplier);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.stopAt(MONDAY);
    await app.work.run(async () => {
      await app.db.execute(sql`DELETE FROM fact_try`);
      await app.db.execute(sql`UPDATE person SET national_id = NULL, phone = NULL, birth_year = NULL`);
      await app.db.execute(sql`UPDATE person SET national_id = ${'45.678.901-K'} WHERE id IN (${world.chi}, ${world.dora})`);
    });
  });

  const path = (one: 'ada' | 'ben' | 'chi' | 'dora' | 'fay' | 'emil') => `/people/${world[one]}/access/help`;
  const tell = async (helper: Visitor, fact: string, one: 'chi' | 'dora' = 'chi') => helper.post(path(one), { fact });
  const codeIn = (html: string): string => /<strong>([2-9A-Z]{4}-[2-9A-Z]{4})<\/strong>/.exec(html)?.[1] ?? '';
  const enter = (pin: string) => app.visitor().post('/sign-in', { by: 'code', code: 'E003', pin });
  const lines = (action: string) =>
    app.db.rows<{ actorId: string; subjectId: string; detail: string }>(
      sql`SELECT actor_id, subject_id, detail FROM audit_line WHERE action = ${action} ORDER BY seq`,
    );

  it('asks for what the roster knows, and never shows it', async () => {
    const ben = await signedIn(app, world.ben);
    expect((await ben.get(`/people/${world.chi}/access`)).html).toContain(path('chi'));
    const page = await ben.get(path('chi'));
    expect(page.html).toContain('Los cuatro últimos de su documento');
    // The token of the form may have four such letters in a row by chance.
    expect(page.html.replaceAll(/value="[\w-]{43}"/g, '')).not.toMatch(/901-?K/i);
    await app.work.run(() => app.db.execute(sql`UPDATE person SET national_id = NULL, phone = ${'987654321'} WHERE id = ${world.chi}`));
    expect((await ben.get(path('chi'))).html).toContain('Los cuatro últimos de su teléfono');
    await app.work.run(() => app.db.execute(sql`UPDATE person SET phone = NULL, birth_year = 1990 WHERE id = ${world.chi}`));
    expect((await ben.get(path('chi'))).html).toContain('Su año de nacimiento');
  });

  it('gives a code for fifteen minutes; the old PIN works until the new one is set, and ends with its sessions', async () => {
    const chi = await signedIn(app, world.chi);
    const ben = await signedIn(app, world.ben);
    const helped = await tell(ben, '901k');
    expect(helped.status).toBe(200);
    expect(helped.headers['cache-control']).toContain('no-store');
    const code = codeIn(helped.html);
    expect((await enter(PIN)).status).toBe(303);
    expect((await chi.get('/account')).status).toBe(200);
    const typed = await app.visitor().post('/activate', { code: code.toLowerCase() });
    expect(typed.status).toBe(303);
    const set = await app.visitor().post(typed.to ?? '', { secret: NEW_PIN, again: NEW_PIN });
    expect(set.to).toBe('/my');
    expect((await chi.get('/account')).status).toBe(303);
    expect((await enter(PIN)).status).toBe(422);
    expect((await enter(NEW_PIN)).status).toBe(303);
    expect((await app.visitor().post('/activate', { code })).status).toBe(422);
    const late = codeIn((await tell(ben, '901K')).html);
    app.clock.stopAt(plusMinutes(MONDAY, 15));
    expect((await app.visitor().get(`/activate/${late.replace('-', '')}`)).html).toContain('venció');
  });

  it('writes down who helped whom and which kind of fact, never the fact', async () => {
    const [line] = await lines('access.helped');
    expect([line?.actorId, line?.subjectId]).toEqual([world.ben, world.chi]);
    expect(line?.detail).toContain('national-id');
    await tell(await signedIn(app, world.ben), 'QQ77');
    const all = JSON.stringify(await app.db.rows(sql`SELECT * FROM audit_line`));
    expect(all).not.toMatch(/901k|QQ77/i);
    expect((await lines('access.help-refused'))[0]?.detail).toContain('wrong');
  });

  it('locks that person for the day after five wrong facts, for every helper, right or wrong', async () => {
    const ben = await signedIn(app, world.ben);
    for (let left = 4; left >= 0; left--) {
      const wrong = await tell(ben, '0000');
      expect(wrong.status).toBe(422);
      if (left === 3) expect(wrong.html).toContain('Quedan 3 intentos hoy');
    }
    for (const helper of [ben, await signedIn(app, world.ada)]) {
      const locked = await tell(helper, '901K');
      expect(locked.status).toBe(429);
      expect(locked.html).toContain('Pruebe mañana');
    }
    expect((await tell(ben, '901K', 'dora')).status).toBe(200);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 1));
    expect((await tell(await signedIn(app, world.ben), '901K')).status).toBe(200);
  });

  it('counts twenty guesses at once one by one', async () => {
    const ben = await signedIn(app, world.ben);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tell(ben, '0000')));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('is for those who answer for that person: everybody else finds nothing there', async () => {
    const fay = await signedIn(app, world.fay);
    expect((await fay.get(path('dora'))).status).toBe(200);
    expect((await fay.get(path('chi'))).status).toBe(404);
    expect((await fay.post(path('chi'), { fact: '901K' })).status).toBe(404);
    const chi = await signedIn(app, world.chi);
    expect((await chi.get(path('dora'))).status).toBe(404);
    expect((await chi.get(path('chi'))).status).toBe(404);
    for (const one of ['ada', 'ben', 'emil', 'fay'] as const)
      expect(`${one} ${(await (await signedIn(app, world.ben)).get(path(one))).status}`).toBe(`${one} 404`);
  });

  it('is not for oneself, nor by a manager for somebody with a role', async () => {
    const ada = await signedIn(app, world.ada);
    expect((await ada.get(path('ada'))).status).toBe(404);
    expect((await ada.post(path('ada'), { fact: '901K' })).status).toBe(404);
    await app.work.run(() =>
      app.db.insert('role_grant', [
        { id: newId(), personId: world.chi, role: 'auditor', grantedAt: MONDAY, grantedBy: null, revokedAt: null },
      ]),
    );
    const ben = await signedIn(app, world.ben);
    expect((await tell(ben, '901K')).status).toBe(404);
    expect((await tell(ada, '901K')).status).toBe(200);
    await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.chi}`));
  });

  it('is for HR alone, with a reason, where the roster knows nothing to ask', async () => {
    await app.work.run(() => app.db.execute(sql`UPDATE person SET national_id = NULL WHERE id = ${world.chi}`));
    const ben = await signedIn(app, world.ben);
    expect((await ben.get(path('chi'))).html).toContain('Pida a Recursos Humanos');
    expect((await ben.post(path('chi'), { reason: 'la conozco de siempre' })).html).toContain('Solo Recursos Humanos');
    const ada = await signedIn(app, world.ada);
    const short = await ada.post(path('chi'), { reason: 'sí' });
    expect([short.status, short.html.includes('sí</textarea>')]).toEqual([422, true]);
    expect(codeIn((await ada.post(path('chi'), { reason: 'Vino con su carné y la conozco.' })).html)).not.toBe('');
    expect((await lines('access.helped')).at(-1)?.detail).toContain('Vino con su carné');
  });

  it('is no way to the account of somebody who has a password', async () => {
    const ada = await signedIn(app, world.ada);
    expect((await ada.get(`/people/${world.ben}/access`)).html).not.toContain(path('ben'));
    expect((await ada.get(path('ben'))).to).toBe(`/people/${world.ben}/access`);
    expect((await ada.get(`/people/${world.ben}/access`)).html).toContain('no entra con PIN');
  });
});

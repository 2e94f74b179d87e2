import { newId } from '#kernel/id';
import { plusHours, plusMinutes } from '#kernel/instant';
import { TextLinks } from '#modules/identity';
import { CompanyService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { coordinates, createWorld, signedIn, type World } from '../../support/world';
import { giveAccess, PIN } from './access';

describe('links by text message', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await app.get(CompanyService).current();
    await giveAccess(app, world.ada);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.stopAt(MONDAY);
    await app.work.run(async () => {
      await app.db.execute(sql`DELETE FROM sms_outbox`);
      await app.db.execute(sql`DELETE FROM activation`);
      await app.db.execute(sql`DELETE FROM credential WHERE id <> ${world.ada}`);
      await app.db.execute(sql`UPDATE person SET phone = NULL`);
      await app.db.execute(sql`UPDATE person SET phone = ${'987 654 321'} WHERE id IN (${world.chi}, ${world.dora})`);
    });
  });

  /** The words are forgotten once they are sent: they are read from the files that stand in for a provider. */
  const outbox = () =>
    app.db.rows<{ id: string; recipient: string; sentAt: string | null }>(sql`SELECT id, recipient, sent_at FROM sms_outbox ORDER BY id`);
  const forgot = async (code: string) => {
    const answer = await app.visitor().post('/sign-in/help', { code });
    await app.get(TextLinks).settled();
    return answer;
  };

  it('go to the phone on the roster, in E.164, from a person’s page', async () => {
    const ada = await signedIn(app, world.ada);
    expect((await ada.get(`/people/${world.chi}/access`)).html).toContain('Enviar un enlace por SMS');
    expect((await ada.get(`/people/${world.fay}/access`)).html).not.toContain('Enviar un enlace por SMS');
    await ada.post(`/people/${world.chi}/access/text`);
    expect((await ada.get(`/people/${world.chi}/access`)).html).toContain('Enlace enviado por SMS, sirve hasta');
    expect(await outbox()).toMatchObject([{ recipient: '+51987654321' }]);
    await ada.post(`/people/${world.fay}/access/text`);
    expect((await ada.get(`/people/${world.fay}/access`)).html).toContain('no tiene teléfono');
    await app.work.run(() => app.db.execute(sql`UPDATE person SET phone = ${'12 34'} WHERE id = ${world.fay}`));
    await ada.post(`/people/${world.fay}/access/text`);
    expect((await ada.get(`/people/${world.fay}/access`)).html).toContain('No sabemos de qué país');
  });

  it('are said to have failed on the person’s page when the provider could not deliver them', async () => {
    const ada = await signedIn(app, world.ada);
    await ada.post(`/people/${world.chi}/access/text`);
    await app.get(JobRunner).settled();
    const page = async (): Promise<string> => (await ada.get(`/people/${world.chi}/access`)).html;
    expect(await page()).not.toContain('Mensaje de texto');
    await app.work.run(() => app.db.execute(sql`UPDATE sms_outbox SET sent_at = NULL`));
    expect(await page()).not.toContain('Mensaje de texto');
    await app.work.run(() => app.db.execute(sql`UPDATE sms_outbox SET problem = 'the provider answered 503'`));
    expect(await page()).toContain('Todavía no ha salido');
    await app.work.run(() => app.db.execute(sql`UPDATE sms_outbox SET failed_at = ${MONDAY}`));
    expect(await page()).toContain('No llegó: el proveedor no pudo entregarlo.');
    expect(await page()).not.toContain('Enlace enviado por SMS');
    await ada.post(`/people/${world.chi}/access/text`);
    expect(await page()).toContain('Enlace enviado por SMS');
  });

  it('keep the line of a link that is good when a later one, for a forgotten PIN, could not be delivered', async () => {
    await giveAccess(app, world.chi);
    const ada = await signedIn(app, world.ada);
    await ada.post(`/people/${world.chi}/access/text`);
    app.clock.stopAt(plusMinutes(MONDAY, 1));
    await forgot('E003');
    await app.get(JobRunner).settled();
    const last = sql`SELECT MAX(id) FROM sms_outbox`;
    await app.work.run(() => app.db.execute(sql`UPDATE sms_outbox SET sent_at = NULL, failed_at = ${MONDAY} WHERE id = (${last})`));
    const { html } = await ada.get(`/people/${world.chi}/access`);
    expect(html).toContain('Enlace enviado por SMS');
    expect(html).toContain('No llegó: el proveedor no pudo entregarlo.');
  });

  it('go to everybody of a group who has no way in and a phone, once an hour', async () => {
    const ada = await signedIn(app, world.ada);
    expect((await ada.get(`/slips?team=${world.shop}`)).html).toContain('2 personas de las que ve aquí tienen teléfono');
    expect((await ada.post('/slips/texts', { team: world.shop })).to).toBe(`/slips?team=${world.shop}`);
    expect((await ada.get('/slips')).html).toContain('Van en camino 2 mensajes. Una persona no tiene un teléfono que sirva');
    expect(await outbox()).toHaveLength(2);
    await ada.post('/slips/texts', { team: world.shop });
    expect((await ada.get('/slips')).html).toContain('A 2 personas ya les llegó hace menos de una hora');
    app.clock.stopAt(plusHours(MONDAY, 2));
    await (await signedIn(app, world.ada)).post('/slips/texts', { team: world.shop });
    expect(await outbox()).toHaveLength(4);
  });

  it('go from a coordinator to the supplier’s people only', async () => {
    await coordinates(app, world.fay, world.supplier);
    const fay = await signedIn(app, world.fay);
    await fay.post('/slips/texts', { supplier: world.supplier });
    const made = await app.db.rows<{ personId: string }>(sql`SELECT person_id FROM activation WHERE purpose = 'sms'`);
    expect(made.map(({ personId }) => personId)).toEqual([world.dora]);
    expect((await fay.post(`/people/${world.chi}/access/text`)).status).toBe(404);
    await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.fay}`));
  });

  it('are answered the same for a code that exists and one that does not', async () => {
    await giveAccess(app, world.chi);
    const answers = [await forgot('e003'), await forgot('E999'), await forgot('E005'), await forgot('E002')];
    const said = answers.map(({ status, to, headers }) => [
      status,
      to,
      [headers['set-cookie']].flat().find((cookie) => cookie?.includes('flash')),
    ]);
    for (const other of said.slice(1)) expect(other).toEqual(said[0]);
    expect(said[0]?.[1]).toBe('/sign-in');
    expect(await outbox()).toMatchObject([{ recipient: '+51987654321' }]);
    expect((await forgot(' ')).html).toContain('Escriba su código de persona.');
  });

  it('leave the old PIN alone when somebody else asks, and are not sent again and again', async () => {
    await giveAccess(app, world.chi);
    for (const minute of [0, 1, 5, 10, 15, 20]) {
      app.clock.stopAt(plusMinutes(MONDAY, minute));
      await forgot('E003');
    }
    expect(await outbox()).toHaveLength(3);
    expect((await app.visitor().post('/sign-in', { by: 'code', code: 'E003', pin: PIN })).status).toBe(303);
    const written = await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'access.forgotten' AND subject_id = ${world.chi}`);
    expect(written.length).toBeGreaterThanOrEqual(3);
  });

  it('never open an account that has a password', async () => {
    await app.work.run(() => app.db.execute(sql`UPDATE person SET phone = ${'987 654 321'} WHERE id = ${world.ada}`));
    await forgot('E001');
    expect(await outbox()).toEqual([]);
  });

  it('are throttled by address', async () => {
    const answers = await Promise.all(Array.from({ length: 130 }, (_, n) => forgot(`X${n}-${newId()}`.slice(0, 20))));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });
});

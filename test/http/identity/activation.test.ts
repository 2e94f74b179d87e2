import { plusDaysOf24Hours } from '#kernel/instant';
import { AccountService, ActivationService } from '#modules/identity';
import { CompanyService } from '#modules/people';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Contexts } from '#platform/time/contexts';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { createWorld, type World } from '../../support/world';
import { PASSWORD, PIN, slipFor } from './access';

describe('activating access', () => {
  let app: TestApp;
  let world: World;

  beforeAll(async () => {
    app = await startApp();
    // The post waits: what was said is forgotten once it is delivered.
    jest.spyOn(app.get(JobRunner), 'soon').mockReturnValue(undefined);
    world = await createWorld(app);
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.stopAt(MONDAY));

  const system = () => app.get(Contexts).system('test');
  const reset = () => app.get(AccountService).reset(system(), world.chi);
  const activate = (code: string, secret = PIN, again = secret, visitor = app.visitor()) =>
    visitor.post(`/activate/${code}`, { secret, again });
  const linkFor = async (email: string): Promise<string> => {
    const mail = await app.db.row<{ text: string }>(
      sql`SELECT text FROM mail_outbox WHERE recipient = ${email} ORDER BY queued_at DESC, id DESC`,
    );
    return /\/activate\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
  };

  it('opens with the code typed from paper, and with the QR', async () => {
    const code = await slipFor(app, world.chi);
    const typed = await app.visitor().post('/activate', { code: `${code.slice(0, 5).toLowerCase()} ${code.slice(5)}` });
    expect([typed.status, typed.to]).toEqual([303, `/activate/${code}`]);
    const page = await app.visitor().get(`/activate/${code}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Hola, Chi');
    expect(page.html).toContain('E003');
  });

  it('changes nothing when a mail program or a camera merely opens the link', async () => {
    const code = await slipFor(app, world.chi);
    for (let n = 0; n < 3; n++) expect((await app.visitor().get(`/activate/${code}`)).status).toBe(200);
    expect((await activate(code)).to).toBe('/my');
    await reset();
  });

  it('asks for a PIN twice, says what is wrong with it, and signs the person in', async () => {
    const code = await slipFor(app, world.chi);
    const visitor = app.visitor();
    expect((await activate(code, PIN, '270595', visitor)).html).toContain('No es igual al anterior');
    expect((await activate(code, '123456', '123456', visitor)).html).toContain('fácil de adivinar');
    expect((await activate(code, '12', '12', visitor)).html).toContain('seis números');
    const done = await activate(code, PIN, PIN, visitor);
    expect([done.status, done.to]).toEqual([303, '/my']);
    expect((await visitor.get('/account')).html).toContain('Cambiar mi PIN');
    await reset();
  });

  it('asks people with e-mail for a password', async () => {
    const code = await slipFor(app, world.ben);
    expect((await app.visitor().get(`/activate/${code}`)).html).toContain('ben@example.com');
    expect((await activate(code, 'corta')).html).toContain('al menos 12');
    expect((await activate(code, 'soy benítez y trabajo aquí')).html).toContain('no debe llevar su nombre');
    expect((await activate(code, PASSWORD)).to).toBe('/my');
  });

  it('works once', async () => {
    const code = await slipFor(app, world.chi);
    await activate(code);
    const again = await activate(code, '958371');
    expect(again.status).toBe(410);
    expect(again.html).toContain('ya se usó una vez');
    expect((await app.visitor().get(`/activate/${code}`)).status).toBe(410);
    expect((await app.visitor().post('/sign-in', { by: 'code', code: 'E003', pin: PIN })).status).toBe(303);
    await reset();
  });

  it('activates once when pressed fifty times at once', async () => {
    const code = await slipFor(app, world.chi);
    const pins = Array.from({ length: 50 }, (_, n) => `2705${String(40 + n)}`);
    const answers = await Promise.all(pins.map((pin) => activate(code, pin)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(49);
    const winner = pins[answers.findIndex(({ status }) => status === 303)] ?? '';
    expect((await app.visitor().post('/sign-in', { by: 'code', code: 'E003', pin: winner })).status).toBe(303);
    const lines = await app.db.rows(
      sql`SELECT seq FROM audit_line WHERE action = 'activation.used' AND subject_id = ${world.chi} AND at = ${MONDAY}`,
    );
    expect(lines.length).toBeGreaterThan(0);
    await reset();
  });

  it('is replaced by a newer one of its kind, and by any that is used', async () => {
    const first = await slipFor(app, world.chi);
    const second = await slipFor(app, world.chi);
    expect((await app.visitor().get(`/activate/${first}`)).html).toContain('más nuevo que este');
    await activate(second);
    await app.get(ActivationService).sendLink(system(), world.ben);
    const link = await linkFor('ben@example.com');
    await activate(await slipFor(app, world.ben), PASSWORD);
    expect((await app.visitor().get(`/activate/${link}`)).status).toBe(410);
    await reset();
  });

  it('leaves one good slip when many are printed at once', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => slipFor(app, world.chi)));
    const statuses = await Promise.all(codes.map(async (code) => (await app.visitor().get(`/activate/${code}`)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    await reset();
  });

  it('lasts sixty days on paper and fourteen by mail', async () => {
    const slip = await slipFor(app, world.chi);
    await app.get(ActivationService).sendLink(system(), world.ben);
    const link = await linkFor('ben@example.com');
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 14));
    expect((await app.visitor().get(`/activate/${link}`)).html).toContain('venció');
    expect((await app.visitor().get(`/activate/${slip}`)).status).toBe(200);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 60));
    expect((await activate(slip)).html).toContain('venció');
  });

  it('sends a link in the language of the person, with the name of the company', async () => {
    await app.get(CompanyService).current();
    await app.get(ActivationService).sendLink(system(), world.ben);
    const mail = await app.db.row<{ subject: string; text: string; html: string }>(
      sql`SELECT subject, text, html FROM mail_outbox WHERE recipient = 'ben@example.com' ORDER BY queued_at DESC, id DESC`,
    );
    expect(mail?.subject).toBe('Su acceso a Andina de Servicios');
    expect(mail?.text).toContain('Hola, Ben:');
    expect(mail?.text).toContain(`http://cadencia.test/activate/${await linkFor('ben@example.com')}`);
    expect(mail?.html).toContain('Elegir mi contraseña');
  });

  it('says a clear sentence about a code that does not exist', async () => {
    expect((await app.visitor().get('/activate/AAAAABBBBB')).status).toBe(404);
    const typed = await app.visitor().post('/activate', { code: 'AAAAA-BBBBB' });
    expect(typed.status).toBe(422);
    expect(typed.html).toContain('value="AAAAA-BBBBB"');
    expect((await app.visitor().post('/activate', { code: ' ' })).html).toContain('Escriba el código');
  });

  it('stores neither codes nor PINs that anybody could read', async () => {
    const code = await slipFor(app, world.chi);
    await activate(code);
    const rows = JSON.stringify([
      await app.db.rows(sql`SELECT * FROM activation`),
      await app.db.rows(sql`SELECT * FROM credential`),
      await app.db.rows(sql`SELECT * FROM audit_line`),
    ]);
    expect(rows).not.toContain(code);
    // An id or a hash may have six such figures in a row by chance.
    expect(rows.replaceAll(/[0-9a-f-]{32,}/g, '')).not.toContain(PIN);
    expect(rows).toContain('$argon2id$');
  });
});

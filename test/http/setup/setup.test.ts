import { plusDaysOf24Hours } from '#kernel/instant';
import { CompanyService } from '#modules/people';
import { ProgrammeService } from '#modules/programme';
import { SetupService } from '#modules/setup';
import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { createWorld } from '../../support/world';
import type { Visitor } from '../../support/visitor';

const COMPANY = { name: 'Andina de Servicios', timeZone: 'America/Lima', country: 'PE', language: 'es' };
const PASSWORD = 'tres gatos duermen al sol';
const ACCOUNT = {
  givenName: 'Ada',
  familyName: 'Aguilar',
  email: 'Ada@Example.com',
  personCode: 'E001',
  password: PASSWORD,
  again: PASSWORD,
};
const CADENCE = { cadenceMonths: '5', windowWeeks: '6', weekday: '1', fromOn: '', lastOn: '', reason: '' };
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

describe('setting a company up', () => {
  let app: TestApp;
  let path: string;

  beforeEach(async () => {
    app = await startApp();
    path = await linkOf();
  });
  afterEach(() => app.close());

  const linkOf = async (): Promise<string> => new URL((await app.get(SetupService).linkIfNeeded()) ?? 'http://none').pathname;
  const companyStep = (visitor: Visitor, fields: Record<string, string> = {}, logo?: Buffer) =>
    visitor.upload(`${path}/company`, { ...COMPANY, ...fields }, logo ? { logo: { name: 'logo.png', bytes: logo } } : {});
  const accountStep = (visitor: Visitor, fields: Record<string, string> = {}) => visitor.post(`${path}/account`, { ...ACCOUNT, ...fields });
  const cadenceStep = (visitor: Visitor, fields: Record<string, string> = {}) => visitor.post(`${path}/cadence`, { ...CADENCE, ...fields });
  const count = async (table: 'company' | 'person' | 'session' | 'role_grant' | 'credential') => {
    const tables = {
      company: sql`SELECT COUNT(*) AS n FROM company`,
      person: sql`SELECT COUNT(*) AS n FROM person`,
      session: sql`SELECT COUNT(*) AS n FROM session`,
      role_grant: sql`SELECT COUNT(*) AS n FROM role_grant`,
      credential: sql`SELECT COUNT(*) AS n FROM credential`,
    };
    return (await app.db.row<{ n: number }>(tables[table]))?.n;
  };

  it('goes from the link to a signed-in HR in three steps', async () => {
    const visitor = app.visitor();
    expect((await visitor.get(path)).html).toContain('Su empresa');
    expect((await companyStep(visitor, {}, PNG)).to).toBe(`${path}/account`);
    expect((await accountStep(visitor)).to).toBe(`${path}/cadence`);
    const added = await cadenceStep(visitor, {
      do: 'add',
      windowWeeks: '8',
      fromOn: '2027-12-15',
      lastOn: '2028-01-06',
      reason: 'Campaña de Navidad',
    });
    expect(added.to).toBe(`${path}/cadence#blackouts`);
    const page = (await visitor.get(`${path}/cadence`)).html;
    expect(page).toContain('Campaña de Navidad');
    expect(page).toContain('value="8"');
    const done = await cadenceStep(visitor, { do: 'finish', windowWeeks: '8' });
    expect([done.status, done.to]).toEqual([303, '/']);
    expect((await visitor.get('/slips')).status).toBe(200);

    expect(await app.get(CompanyService).current()).toMatchObject(COMPANY);
    expect((await app.get(CompanyService).logo())?.bytes.equals(PNG)).toBe(true);
    const { cadence, blackouts } = await app.get(ProgrammeService).settings();
    expect(cadence).toMatchObject({ cadenceMonths: 5, windowWeeks: 8, weekday: 1 });
    expect(blackouts).toMatchObject([{ fromOn: '2027-12-15', untilOn: '2028-01-07', reason: 'Campaña de Navidad' }]);
    const again = await app.visitor().post('/sign-in', { by: 'email', email: 'ada@example.com', password: PASSWORD });
    expect(again.status).toBe(303);
    expect(
      await app.db.rows(
        sql`SELECT action FROM audit_line WHERE action IN ('company.set-up', 'role.granted', 'company.saved', 'person.joined')`,
      ),
    ).toHaveLength(4);
    expect(JSON.stringify(await app.db.rows(sql`SELECT value FROM setting`))).not.toContain('Aguilar');
  });

  it('keeps what was typed through mistakes, steps back, a restart and a new link', async () => {
    const visitor = app.visitor();
    const wrong = await companyStep(visitor, { name: '', timeZone: 'Mars/Olympus', country: 'CO' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Escriba el nombre de la empresa.');
    expect(wrong.html).toContain('Elija una zona horaria de la lista.');
    expect(wrong.html).toContain('<option value="CO" selected>');
    await companyStep(visitor);
    const account = await accountStep(visitor, { email: 'ada', password: PASSWORD, again: PASSWORD });
    expect(account.status).toBe(422);
    expect(account.html).toContain('value="ada"');
    expect(account.html).not.toContain(PASSWORD);
    expect((await accountStep(visitor, { do: 'back', givenName: 'Adela' })).to).toBe(`${path}/company`);
    expect((await visitor.get(`${path}/company`)).html).toContain('value="Andina de Servicios"');
    app = await app.restart();
    const oldPath = path;
    path = await linkOf();
    const later = app.visitor();
    expect((await later.get(oldPath)).status).toBe(404);
    const kept = (await later.get(`${path}/account`)).html;
    expect(kept).toContain('value="Adela"');
    expect(kept).toContain('Su contraseña ya está guardada');
    expect((await accountStep(later, { password: '', again: '' })).to).toBe(`${path}/cadence`);
    expect((await cadenceStep(later)).to).toBe('/');
    expect((await app.visitor().post('/sign-in', { by: 'email', email: 'ada@example.com', password: PASSWORD })).status).toBe(303);
  });

  it('refuses a logo that is too large or no picture, and says what was kept', async () => {
    const visitor = app.visitor();
    const svg = await companyStep(visitor, {}, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'));
    expect(svg.status).toBe(422);
    expect(svg.html).toContain('no es una imagen PNG ni JPEG');
    expect(svg.html).toContain('value="Andina de Servicios"');
    expect((await companyStep(visitor, {}, Buffer.concat([PNG, Buffer.alloc(1024 * 1024)]))).html).toContain('pesa más de 1 MB');
    await companyStep(visitor, {}, PNG);
    const damaged = await companyStep(visitor, {}, PNG.subarray(0, PNG.length - 20));
    expect(damaged.status).toBe(422);
    expect(damaged.html).toContain('La imagen está dañada o incompleta.');
    expect((await visitor.get(path)).html).toContain('Logo recibido: logo.png');
    await companyStep(visitor, { removeLogo: 'yes' });
    expect((await visitor.get(path)).html).not.toContain('Logo recibido');
  });

  it('has no default password, and takes no weak one', async () => {
    const visitor = app.visitor();
    await companyStep(visitor);
    for (const [password, sentence] of [
      ['', 'Elija una contraseña de 12 letras o más.'],
      ['corta', 'al menos 12'],
      ['contraseña2027', 'todo el mundo prueba'],
      ['me llamo aguilar', 'no debe llevar su nombre'],
    ] as const)
      expect((await accountStep(visitor, { password, again: password })).html).toContain(sentence);
    expect((await accountStep(visitor, { again: 'otra cosa' })).html).toContain('No es igual a la anterior');
    expect((await cadenceStep(visitor)).to).toBe(`${path}/account`);
    expect([await count('company'), await count('credential')]).toEqual([0, 0]);
  });

  it('says what is wrong with days without openings, and takes them away again', async () => {
    const visitor = app.visitor();
    const add = (fields: Record<string, string>) => cadenceStep(visitor, { do: 'add', ...fields });
    expect((await add({ fromOn: '2027-02-31', lastOn: '2027-03-02', reason: 'x' })).html).toContain('Escriba una fecha que exista.');
    expect((await add({ fromOn: '2027-03-02', lastOn: '2027-03-01', reason: 'x' })).html).toContain('no puede ser anterior');
    expect((await add({ fromOn: '2027-03-01', lastOn: '2029-03-01', reason: 'x' })).html).toContain('como mucho, un año');
    const noReason = await add({ fromOn: '2027-03-01', lastOn: '2027-03-02' });
    expect(noReason.html).toContain('Escriba el motivo.');
    expect(noReason.html).toContain('value="2027-03-01"');
    await add({ fromOn: '2027-03-01', lastOn: '2027-03-02', reason: 'Inventario' });
    expect((await cadenceStep(visitor, { do: 'remove-0' })).to).toBe(`${path}/cadence#blackouts`);
    expect((await visitor.get(`${path}/cadence`)).html).not.toContain('Inventario');
  });

  it('makes one company when the last button is pressed fifty times at once', async () => {
    const visitor = app.visitor();
    await companyStep(visitor);
    await accountStep(visitor);
    const answers = await Promise.all(Array.from({ length: 50 }, () => cadenceStep(visitor)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(49);
    expect(await Promise.all([count('company'), count('person'), count('session'), count('role_grant')])).toEqual([1, 1, 1, 1]);
    expect(JSON.stringify(await app.db.rows(sql`SELECT value FROM setting`))).not.toContain('Aguilar');
  });

  it('says so clearly when the link is opened a second time, and makes no other', async () => {
    const visitor = app.visitor();
    await companyStep(visitor);
    await accountStep(visitor);
    await cadenceStep(visitor);
    const again = await app.visitor().get(path);
    expect(again.status).toBe(410);
    expect(again.html).toContain('ya está en marcha');
    expect((await companyStep(app.visitor(), { name: 'Otra' })).status).toBe(410);
    expect(await app.get(SetupService).linkIfNeeded()).toBeNull();
  });

  it('is for nobody without the link, nor with a link when the company came to be in another way', async () => {
    expect((await app.visitor().get('/setup/no-such-secret')).status).toBe(404);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 400));
    expect((await app.visitor().get(path)).status).toBe(200);
    await createWorld(app);
    expect((await app.visitor().get(path)).status).toBe(410);
  });

  it('undoes everything when one part is refused', async () => {
    const visitor = app.visitor();
    await companyStep(visitor);
    await accountStep(visitor);
    await app.work.run(() =>
      app.db.insert('person', [
        {
          id: 'p-1',
          personCode: 'e001',
          codeKey: 'E001',
          givenName: 'X',
          familyName: 'Y',
          email: null,
          phone: null,
          nationalId: null,
          language: 'es',
          searchKey: 'x y',
          createdAt: MONDAY,
        },
      ]),
    );
    const refused = await cadenceStep(visitor);
    expect(refused.to).toBe(`${path}/account`);
    expect((await visitor.get(`${path}/account`)).html).toContain('Ya existe otra persona con ese código');
    expect([await count('company'), await count('session')]).toEqual([0, 0]);
    await accountStep(visitor, { personCode: 'E002', password: '', again: '' });
    expect((await cadenceStep(visitor)).to).toBe('/');
  });
});

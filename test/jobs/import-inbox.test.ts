import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { milliseconds, plusDaysOf24Hours, plusMinutes } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Post } from '#platform/mail/post';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { createWorld, type World } from '../support/world';

const HEADER = 'codigo;nombres;apellidos;tipo;equipo;ingreso';
const CAST = [
  'E001;Ada;Aguilar;empleado;Bodega;2025-01-01',
  'E002;Ben;Benítez;empleado;Tienda;2025-01-01',
  'E003;Chi;Chávez;empleado;Tienda;2025-01-01',
  'E005;Fay;Fuentes;empleado;Bodega;2025-01-01',
];

describe('the job that looks into the inbox', () => {
  let app: TestApp;
  let world: World;
  let inbox: string;
  beforeEach(async () => {
    app = await startApp();
    world = await createWorld(app);
    inbox = join(app.dataDir, 'inbox');
    sent = [];
    app.get(Post).deliver = (mail) => Promise.resolve(void sent.push(mail));
    mkdirSync(inbox, { recursive: true });
  });
  afterEach(() => app.close());

  const leave = (name: string, lines: readonly string[] | Buffer, minutesAgo = 5): void => {
    writeFileSync(join(inbox, name), Buffer.isBuffer(lines) ? lines : [HEADER, ...lines].join('\n'));
    const at = milliseconds(plusMinutes(app.clock.now(), -minutesAgo)) / 1000;
    utimesSync(join(inbox, name), at, at);
  };
  const run = () => app.get(JobRunner).runNow('import-inbox');
  const imports = () =>
    app.db.rows<{ state: string; source: string; mode: string; added: number; leftCount: number }>(
      sql`SELECT state, source, mode, added, left_count FROM roster_import ORDER BY id`,
    );
  interface Mail {
    readonly recipient: string;
    readonly subject: string;
    readonly text: string;
  }
  let sent: Mail[] = [];
  /** Everything that went out so far, in the order of writing. */
  const mails = async (): Promise<Mail[]> => {
    for (let tries = 0; tries < 3; tries++) {
      await app.get(JobRunner).runNow('deliver-mail');
      await app.get(JobRunner).settled();
    }
    return sent;
  };
  const waiting = (): string[] => readdirSync(inbox).filter((name) => name.includes('.'));

  it('applies what needs nobody, and puts the file aside with the moment', async () => {
    leave('personal.csv', ['I1;Ida;Ibarra;empleado;Tienda;2027-01-01']);
    expect(await run()).toBe(1);
    expect(await imports()).toEqual([{ state: 'applied', source: 'inbox', mode: 'partial', added: 1, leftCount: 0 }]);
    expect(waiting()).toEqual([]);
    expect(readdirSync(join(inbox, 'done'))).toEqual(['20270301T140000-personal.csv']);
    expect(await mails()).toEqual([]);
    expect(await run()).toBe(0);
  });

  it('lets a file wait that is still being written, and takes it when it rests', async () => {
    leave('personal.csv', ['I1;Ida;Ibarra;empleado;Tienda;2027-01-01'], 0);
    leave('.hidden.csv', []);
    leave('half.csv.part', []);
    symlinkSync(join(inbox, '.hidden.csv'), join(inbox, 'link.csv'));
    expect(await run()).toBe(0);
    leave('personal.csv', ['I1;Ida;Ibarra;empleado;Tienda;2027-01-01', 'I2;Ivo;Islas;empleado;Tienda;2027-01-01'], 0);
    expect(await run()).toBe(0);
    expect(await run()).toBe(1);
    expect((await imports()).map(({ added }) => added)).toEqual([2]);
    expect(existsSync(join(inbox, 'link.csv'))).toBe(true);
  });

  it('asks HR by mail before a whole file makes people leave', async () => {
    leave('personal.full.csv', CAST.slice(0, 2));
    await run();
    expect(await imports()).toEqual([{ state: 'checked', source: 'inbox', mode: 'full', added: 0, leftCount: 3 }]);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail?.recipient).toBe('ada@example.com');
    expect(mail?.subject).toContain('«personal.full.csv» espera por usted');
    expect(mail?.text).toContain('3 personas que no están en el archivo dejarían la lista');
    expect(mail?.text).toMatch(/http:\/\/cadencia\.test\/roster\/imports\/[0-9a-f-]{36}/);
    expect(readdirSync(join(inbox, 'done'))).toHaveLength(1);
  });

  it('asks HR before a code passes to somebody else', async () => {
    leave('personal.csv', [CAST.at(-1)!.replace(/^([^;]*);[^;]*;[^;]*/, '$1;Zoilo;Zúñiga')]);
    await run();
    expect(await imports()).toMatchObject([{ state: 'checked' }]);
    expect((await mails())[0]?.text).toContain('Un código que era de una persona lo lleva ahora otra');
  });

  it('asks HR about refused rows and about columns that nobody knows', async () => {
    leave('a.csv', [...CAST, 'I9;Mal;;jefe;;x']);
    leave('b.csv', Buffer.from('legajo;alta;nombre1;nombre2;clase\n1;2027-01-01;A;B;planilla'));
    expect(await run()).toBe(2);
    expect((await imports()).map(({ state }) => state)).toEqual(['checked', 'mapping']);
    expect(
      (await mails()).map(({ text }) => /Una fila tiene problemas|nombres de columna que no conocemos/.exec(text)?.[0]).sort(),
    ).toEqual(['Una fila tiene problemas', 'nombres de columna que no conocemos']);
  });

  it('puts aside what is no roster, and says so once', async () => {
    leave('foto.csv', Buffer.from('%PDF-1.7'));
    leave('enorme.csv', Buffer.alloc(25 * 1024 * 1024 + 1, 'x'));
    expect(await run()).toBe(2);
    expect((await imports()).map(({ state }) => state)).toEqual(['refused', 'refused']);
    expect(readdirSync(join(inbox, 'refused')).sort()).toEqual(['20270301T140000-enorme.csv', '20270301T140000-foto.csv']);
    expect((await mails()).map(({ text }) => /Es un PDF|25 MB/.exec(text)?.[0]).sort()).toEqual(['25 MB', 'Es un PDF']);
    leave('foto.csv', Buffer.from('%PDF-1.7'));
    await run();
    expect(await mails()).toHaveLength(2);
    expect(readdirSync(join(inbox, 'refused'))).toContain('20270301T140000-2-foto.csv');
  });

  it('does not import the same file twice, unless something else came in between', async () => {
    const lines = ['I1;Ida;Ibarra;empleado;Tienda;2027-01-01'];
    leave('uno.csv', lines);
    await run();
    leave('otra-vez.csv', lines);
    expect(await run()).toBe(1);
    expect(await imports()).toHaveLength(1);
    app.clock.stopAt(plusMinutes(MONDAY, 10));
    leave('dos.csv', ['I1;Ida;Ibarra;empleado;Bodega;2027-01-01']);
    await run();
    app.clock.stopAt(plusMinutes(MONDAY, 20));
    leave('uno.csv', lines);
    await run();
    expect((await imports()).map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
  });

  it('never shows out the last of HR, even where few people would leave', async () => {
    const crowd = Array.from({ length: 200 }, (_, n) => `Z${n};Zoe;Zea;empleado;Tienda;2026-01-01`);
    leave('todos.csv', crowd);
    await run();
    leave('todos.full.csv', [...crowd, ...CAST.filter((line) => !line.startsWith('E001')), 'C001;Dora;Duarte;empleado;Tienda;2027-02-01']);
    await run();
    expect((await imports()).at(-1)).toMatchObject({ state: 'checked', leftCount: 1 });
    const here = await app.db.rows(sql`SELECT id FROM engagement WHERE person_id = ${world.ada} AND until_on IS NULL`);
    expect(here).toHaveLength(1);
    expect((await mails()).at(-1)?.text).toContain('no quedaría nadie de Recursos Humanos');
  });

  it('leaves a file waiting for thirty days; then another job forgets what it contained, and it can be brought again', async () => {
    leave('todos.full.csv', ['E001;Ada;Aguilar;empleado;Bodega;2025-01-01']);
    await run();
    const forget = () => app.get(JobRunner).runNow('forget-previews');
    const rows = async () => (await app.db.rows(sql`SELECT row_number FROM roster_import_row`)).length;
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 29));
    expect(await forget()).toBe(0);
    expect(await rows()).toBeGreaterThan(0);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 31));
    expect(await forget()).toBe(1);
    expect([await rows(), (await imports()).map(({ state }) => state)]).toEqual([0, ['refused']]);
    expect(await forget()).toBe(0);
  });
});

import { type Context } from '#kernel/context';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { RosterFollowers, RosterService } from '#modules/people';
import { startApp, type TestApp } from '../../support/app';
import type { Answer, Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';

const HEADER = 'codigo;nombres;apellidos;correo;tipo;proveedor;equipo;codigo_jefe;ingreso;salida';
const file = (...lines: string[]): Buffer => Buffer.from([HEADER, ...lines].join('\n'));
const CHI = 'E003;Chi;Chávez;;empleado;;Tienda;E002;2025-01-01;';
const ADA = 'E001;Ada;Aguilar;ada@example.com;empleado;;Bodega;;2025-01-01;';
let codes = 0;
/** Somebody whom no test has brought yet. */
const newcomer = (family = 'Gómez'): { readonly code: string; readonly line: string } => {
  const code = `N${++codes}`;
  return { code, line: `${code};Gil;${family};gil${codes}@example.com;empleado;;Tienda;E002;01/02/2027;` };
};

describe('bringing a roster on the page', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    ada = await signedIn(app, world.ada);
  });
  afterAll(() => app.close());

  const bring = async (bytes: Buffer, { mode = 'partial', name = 'lista.csv' } = {}): Promise<{ url: string; answer: Answer }> => {
    const sent = await ada.upload('/roster/imports', { mode }, { file: { name, bytes } });
    expect(sent.status).toBe(303);
    const url = sent.to ?? '';
    return { url, answer: await finished(url) };
  };
  const finished = async (url: string): Promise<Answer> => {
    for (;;) {
      const answer = await ada.get(url);
      if (!answer.html.includes('data-enhance="progress"')) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const people = async (): Promise<number> => (await app.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM person`))?.n ?? 0;
  const stateOf = async (url: string): Promise<string | undefined> =>
    (await app.db.row<{ state: string }>(sql`SELECT state FROM roster_import WHERE id = ${url.split('/').at(-1) ?? ''}`))?.state;
  const apply = async (url: string): Promise<void> => {
    await ada.post(`${url}/application`, { approve: 'yes' });
    await finished(url);
    expect(await stateOf(url)).toBe('applied');
  };
  const force = (url: string, state: string): Promise<number> =>
    app.work.run(() => app.db.execute(sql`UPDATE roster_import SET state = ${state} WHERE id = ${url.split('/').at(-1) ?? ''}`));

  it('shows what a file will do, and does it when HR says so', async () => {
    const { code, line } = newcomer();
    const before = await people();
    const { url, answer } = await bring(file(CHI.replace('Tienda', 'Bodega'), line));
    expect(answer.html).toContain('Esto es lo que hará el archivo');
    expect(answer.html).toContain('Gil Gómez');
    const changed = await ada.get(`${url}?show=changed`);
    expect(changed.html).toMatch(/Equipo:<\/strong>[\s\S]*<del>Tienda[\s\S]*<ins>Bodega/);
    expect(await people()).toBe(before);
    const applied = await ada.post(`${url}/application`);
    expect(applied.to).toBe(url);
    expect((await finished(url)).html).toContain('La lista está aplicada');
    expect(await people()).toBe(before + 1);
    expect((await ada.get(`/people?q=${code}`)).html).toContain('Gil Gómez');
    expect((await ada.get('/roster/imports')).html).toContain('lista.csv');
    await apply((await bring(file(CHI))).url);
  });

  it('refuses bad rows with row, column and reason, and applies the others only with approval', async () => {
    const before = await people();
    const { url, answer } = await bring(
      file(newcomer().line, 'E901;Hal;;;jefe;;;;31/02/2027;', 'E902;Ida;Ibarra;;contratista;;;NADIE;2027-01-01;'),
    );
    const sentences = [
      'Falta este dato',
      '«jefe» no es un tipo',
      '«31/02/2027» no existe en el calendario',
      'Un contratista necesita',
      'Filas rechazadas',
    ];
    for (const sentence of sentences) expect(answer.html).toContain(sentence);
    const hasty = await ada.post(`${url}/application`);
    expect(hasty.status).toBe(422);
    expect(hasty.html).toContain('marque que lo ha revisado');
    expect(await people()).toBe(before);
    await apply(url);
    expect(await people()).toBe(before + 1);
    const download = await ada.get(`${url}/refused.csv`);
    expect(download.headers['content-type']).toContain('text/csv');
    expect(download.bytes.toString('utf8')).toContain('3;E901;Hal;Tipo;«jefe» no es un tipo');
  });

  it('hands refused rows back without a formula in them', async () => {
    const { url } = await bring(file('=1+1;=cmd|calc;@SUM(1);;jefe;;;;2027-01-01;'));
    expect((await ada.get(`${url}/refused.csv`)).bytes.toString('utf8')).toContain(`2;'=1+1;'=cmd|calc @SUM(1);`);
  });

  it('says in one sentence why a file is no roster, and keeps the form as it was', async () => {
    const { answer } = await bring(Buffer.from('%PDF-1.7'), { name: 'lista.pdf' });
    expect(answer.html).toContain('Es un PDF.');
    expect(answer.html).toContain('No se ha cambiado nada');
    const none = await ada.upload('/roster/imports', { mode: 'full' }, {});
    expect(none.status).toBe(422);
    expect(none.html).toContain('Elija el archivo');
    expect(none.html).toMatch(/value="full"[^>]*checked/);
  });

  it('applies once however often the button is pressed', async () => {
    const before = await people();
    const { url } = await bring(file(...Array.from({ length: 300 }, () => newcomer().line)));
    const presses = await Promise.all(Array.from({ length: 50 }, () => ada.post(`${url}/application`)));
    expect(presses.every((press) => press.status === 303)).toBe(true);
    await finished(url);
    expect(await people()).toBe(before + 300);
    const id = url.split('/').at(-1) ?? '';
    expect(await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'roster.imported' AND subject_id = ${id}`)).toHaveLength(1);
    const late = await ada.post(`${url}/application`);
    expect((await ada.get(late.to ?? '')).html).toContain('ya estaba aplicada');
  });

  it('brings each person once when two files with the same people are applied at the same moment', async () => {
    const before = await people();
    const lines = Array.from({ length: 200 }, () => newcomer().line);
    const [one, two] = [await bring(file(...lines)), await bring(file(...lines))];
    await Promise.all([ada.post(`${one.url}/application`), ada.post(`${two.url}/application`)]);
    await Promise.all([finished(one.url), finished(two.url)]);
    expect(await people()).toBe(before + 200);
    expect([await stateOf(one.url), await stateOf(two.url)].sort()).toEqual(['applied', 'checked']);
  });

  it('looks again when the roster has changed since the preview', async () => {
    const { code, line } = newcomer();
    const first = await bring(file(line));
    const second = await bring(file(line.replace('Gómez', 'Gálvez')));
    await apply(first.url);
    await ada.post(`${second.url}/application`);
    const again = await finished(second.url);
    expect(again.html).toContain('La lista de personal cambió después de revisar este archivo');
    expect(again.html).toMatch(/<del>Gómez[\s\S]*<ins>Gálvez/);
    expect((await ada.get(`/people?q=${code}`)).html).toContain('Gil Gómez');
    await apply(second.url);
    expect((await ada.get(`/people?q=${code}`)).html).toContain('Gil Gálvez');
  });

  it('changes nothing when something fails half-way, and can be tried again', async () => {
    const before = await people();
    let fails = true;
    const told: number[] = [];
    app.get(RosterFollowers).add({
      rosterChanged: (_: Context, personIds) => {
        told.push(personIds.length);
        return fails ? Promise.reject(new Error('the follower fell over')) : Promise.resolve();
      },
    });
    const { url } = await bring(file(CHI, newcomer().line));
    await ada.post(`${url}/application`);
    expect((await finished(url)).html).toContain('Algo falló al aplicar esta lista. No se ha cambiado nada');
    expect(await people()).toBe(before);
    fails = false;
    await apply(url);
    expect(await people()).toBe(before + 1);
    expect(told).toEqual([1, 1]);
  });

  it('shows how far it is, to a browser with scripts and to one without', async () => {
    const { url } = await bring(file(newcomer().line));
    await force(url, 'checking');
    const page = await ada.get(url);
    expect(page.headers['refresh']).toBe('5');
    expect(page.html).toContain(`data-url="${url}/progress"`);
    expect((await ada.get(`${url}/progress`)).html).toContain('data-enhance="progress"');
    await force(url, 'checked');
    expect((await ada.get(`${url}/progress`)).html).not.toContain('data-enhance');
  });

  it('offers a template in each language that the roster takes as it is', async () => {
    for (const language of ['es', 'en']) {
      const template = await ada.get(`/roster/template.csv?language=${language}`);
      expect(template.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      expect(template.bytes.toString('utf8')).toContain(language === 'es' ? ';María José;' : ',María José,');
      const { answer } = await bring(template.bytes);
      expect(answer.html).toContain('María José Núñez Peña');
      expect(answer.html).not.toContain('Hace falta su aprobación');
    }
  });

  it('prints for scripts what they rely on', async () => {
    const ctx = app.get(Contexts).system('cli');
    const bytes = file(CHI, newcomer().line, ';;;;;;;;x;');
    const checked = await app.get(RosterService).checkFile(ctx, { name: 'x.csv', bytes, mode: 'partial', source: 'command' });
    expect(checked).toMatchObject({
      ok: true,
      value: {
        rows: 3,
        added: 1,
        changed: 0,
        left: 0,
        returned: 0,
        unchanged: 1,
        needsApproval: true,
        rejected: [{ row: 4, column: 'person_code', code: 'required', message: 'Falta este dato, que es obligatorio.' }],
      },
    });
  });

  it('lets an auditor look and not touch', async () => {
    const { url } = await bring(file(newcomer().line));
    const grant = {
      id: '01234567-0123-7123-8123-0123456789ab',
      personId: world.fay,
      role: 'auditor',
      grantedAt: '2027-03-01T14:00:00.000Z',
      grantedBy: null,
      revokedAt: null,
    };
    await app.work.run(() => app.db.insert('role_grant', [grant]));
    const fay = await signedIn(app, world.fay);
    const looked = await fay.get(url);
    expect(looked.status).toBe(200);
    expect(looked.html).not.toContain('/application');
    expect((await fay.post(`${url}/application`)).status).toBe(404);
    expect((await fay.get('/roster/imports/new')).status).toBe(404);
  });

  it('says after a crash that nothing changed, and goes on from there', async () => {
    const before = await people();
    const [applying, checking] = [await bring(file(newcomer().line)), await bring(file(newcomer().line))];
    await force(applying.url, 'applying');
    await force(checking.url, 'checking');
    app = await app.restart();
    ada = await signedIn(app, world.ada);
    expect((await ada.get(applying.url)).html).toContain('El programa se detuvo mientras aplicaba esta lista');
    expect((await ada.get(checking.url)).html).toContain('El programa se detuvo mientras revisaba este archivo');
    await apply(applying.url);
    expect(await people()).toBe(before + 1);
  });

  it('does not let HR show themselves out', async () => {
    const { url, answer } = await bring(file(CHI), { mode: 'full' });
    expect(answer.html).toContain('Usted no está en este archivo');
    const refused = await ada.post(`${url}/application`, { approve: 'yes' });
    expect((await ada.get(refused.to ?? '')).html).toContain('Usted no está en este archivo');
    expect(await stateOf(url)).toBe('checked');
  });

  it('lets nobody leave from a partial file, and asks before a whole one makes them leave', async () => {
    expect((await bring(file(CHI))).answer.html).toContain('no hay nada que cambiar');
    const { url, answer } = await bring(file(CHI, ADA), { mode: 'full' });
    const here =
      (await app.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM engagement WHERE until_on IS NULL OR until_on > '2027-03-01'`))?.n ??
      0;
    expect(answer.html).toContain(`${here - 2} personas que no están en el archivo dejarán`);
    expect((await ada.post(`${url}/application`)).status).toBe(422);
    await apply(url);
    expect((await ada.get('/people?who=left')).html).toContain('Fay Fuentes');
    const left = await app.db.row<{ n: number }>(sql`
      SELECT COUNT(DISTINCT person_id) AS n FROM engagement WHERE until_on = '2027-03-01'
        AND person_id NOT IN (SELECT person_id FROM engagement WHERE from_on <= '2027-03-01' AND until_on IS NULL)`);
    expect(left?.n).toBe(here - 2);
  });

  it('says that nothing can be applied where every row was refused, and not that the roster says the same', async () => {
    const { answer } = await bring(file('R1;Ro;Uno;;jefe;;;;x;', 'R2;Ro;Dos;;empleado;;;;31/02/2027;'));
    expect(answer.html).toContain('Las 2 filas del archivo tienen problemas');
    expect(answer.html).not.toContain('dice lo mismo');
    const some = (await bring(file('R1;Ro;Uno;;jefe;;;;x;', CHI))).answer;
    expect(some.html).toContain('Salvo la fila rechazada, el archivo dice lo mismo');
  });

  it('asks before a code passes to somebody else, and says who approved', async () => {
    const { url, answer } = await bring(file(CHI.replace('Chi;Chávez', 'Pedro;Quispe Mamani')));
    expect(answer.html).toContain('Hasta ahora este código era de Chi Chávez');
    expect(answer.html).toContain('Un código pasaría de una persona a otra');
    const report = await app.get(RosterService).report(app.get(Contexts).system('test'), url.split('/').at(-1) as never);
    expect(report).toMatchObject({ needsApproval: true, doubts: [{ row: 2, column: 'person_code', code: 'other-name' }] });
    expect((await ada.post(`${url}/application`)).status).toBe(422);
    expect(await stateOf(url)).toBe('checked');
    await apply(url);
    expect((await ada.get(url)).html).toMatch(/Aprobado por<\/dt><dd>Ada Aguilar/);
    await apply((await bring(file(CHI))).url);
  });

  it('counts whoever is no longer here by a changed last day, and not whoever goes later on', async () => {
    const crowd = Array.from({ length: 28 }, () => newcomer('Muchos').line.replace('01/02/2027', '01/02/2026'));
    await apply((await bring(file(...crowd))).url);
    const until = (lines: readonly string[], last: string) => lines.map((line) => `${line}${last}`);
    const few = await bring(file(...until(crowd.slice(0, 20), '2027-02-20'), ...until(crowd.slice(20), '2027-12-31')));
    expect(few.answer.html).not.toContain('dejan de estar');
    const { answer } = await bring(file(...until(crowd.slice(0, 22), '2027-02-20'), ...until(crowd.slice(22), '2027-12-31')));
    expect(answer.html).toContain('22 personas dejan de estar, según el último día que les pone el archivo.');
  });

  it('finds one name among many, and shows where those work who would leave', async () => {
    const many = Array.from({ length: 21 }, (_, n) => `M${n};Mía ${n};Múgica;;contratista;Limpieza SA;Tienda;;2027-02-01;`);
    const { url, answer } = await bring(file(...many));
    expect(answer.html).toContain('name="q"');
    const found = await ada.get(`${url}?show=added&q=mugica+MIA+7`);
    expect(found.html).toContain('Mía 7 Múgica');
    expect(found.html).not.toContain('Mía 8 Múgica');
    expect(found.html).toContain('Del 1 al 2 de 2');
    expect((await ada.get(`${url}?show=added&q=nadie`)).html).toContain('No hay nadie así entre estas filas');
    await apply(url);
    const full = (await bring(file(ADA), { mode: 'full' })).url;
    const left = await ada.get(`${full}?show=left&q=M7`);
    expect(left.html).toMatch(/<li>Limpieza SA: las 2\d personas<\/li>/);
    expect(left.html).toMatch(/<a href="\/people\/[0-9a-f-]{36}">Mía 7 Múgica<\/a>[\s\S]*Limpieza SA · Tienda/);
    await ada.post(`${url}/undo`);
  });

  it('can be discarded: then it waits for nobody, and what it said of people is gone', async () => {
    const { url } = await bring(file(newcomer().line));
    await force(url, 'checked');
    await app.work.run(() => app.db.execute(sql`UPDATE roster_import SET source = 'inbox' WHERE id = ${url.split('/').at(-1) ?? ''}`));
    expect((await ada.get('/people')).html).toContain('Un archivo de la carpeta de entrada espera');
    expect((await ada.post(`${url}/dismissal`)).to).toBe('/roster/imports');
    expect((await ada.get('/people')).html).not.toContain('carpeta de entrada espera');
    expect((await ada.get('/roster/imports')).html).toContain('Descartada');
    const page = await ada.get(url);
    expect(page.html).toContain('Esta carga se descartó');
    expect(page.html).not.toContain('Gil Gómez');
    const again = await ada.post(`${url}/dismissal`);
    expect((await ada.get(again.to ?? '')).html).toContain('Esta carga ya estaba descartada');
    expect((await ada.post(`${url}/application`)).to).toBe(url);
    expect(await stateOf(url)).toBe('refused');
  });

  it('keeps nothing of an import that another process has given up meanwhile', async () => {
    const before = await people();
    app.get(RosterFollowers).add({
      rosterChanged: async () => {
        await app.db.execute(sql`UPDATE roster_import SET state = 'checked' WHERE state = 'applying'`);
      },
    });
    const { url } = await bring(file(newcomer().line));
    await ada.post(`${url}/application`);
    await finished(url);
    expect(await people()).toBe(before);
  });
});

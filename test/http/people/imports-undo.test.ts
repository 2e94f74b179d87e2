import { sql } from '#platform/database/sql';
import { MONDAY, startApp, type TestApp } from '../../support/app';
import { plusDaysOf24Hours } from '#kernel/instant';
import type { Answer, Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';

const HEADER = 'codigo;nombres;apellidos;telefono;documento;tipo;equipo;ingreso';
const file = (...lines: string[]): Buffer => Buffer.from([HEADER, ...lines].join('\n'));

describe('undoing an upload on the page', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    ada = await signedIn(app, world.ada);
  });
  afterAll(() => app.close());

  const finished = async (url: string): Promise<Answer> => {
    for (;;) {
      const answer = await ada.get(url);
      if (!answer.html.includes('data-enhance="progress"')) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const check = async (bytes: Buffer, name = 'lista.csv', mode = 'partial'): Promise<string> => {
    const url = (await ada.upload('/roster/imports', { mode }, { file: { name, bytes } })).to ?? '';
    await finished(url);
    return url;
  };
  const bring = async (bytes: Buffer, name?: string): Promise<string> => {
    const url = await check(bytes, name);
    await ada.post(`${url}/application`, { approve: 'yes' });
    await finished(url);
    return url;
  };

  it('says first what goes back and what does not, and then does it once', async () => {
    const first = await bring(file('U1;Uma;Ugarte;;;empleado;Tienda;2026-01-01', 'U2;Ulf;Urbina;;;empleado;Tienda;2026-01-01'));
    await bring(file('U2;Ulf;Urbina;999;;empleado;Bodega;2026-01-01'), 'correccion.csv');
    const page = await ada.get(first);
    expect(page.html).toContain('Deshacer esta carga');
    expect(page.html).toMatch(/hasta el 31 mar 2027/);
    const confirm = await ada.get(`${first}/undo`);
    expect(confirm.html).toContain('Una persona o proveedor vuelve a estar como antes');
    expect(confirm.html).toMatch(/Ulf Urbina[\s\S]*Teléfono[\s\S]*Lo cambió después la carga «correccion.csv»/);
    expect(confirm.html).toContain(`href="${first}/undo/kept.csv"`);
    const before = await ada.get(`${first}/undo/kept.csv`);
    expect((await ada.get(`${first}/kept.csv`)).status).toBe(404);
    expect((await ada.get('/people?q=U1')).html).toContain('Uma Ugarte');
    expect((await ada.post(`${first}/undo`)).to).toBe(first);
    expect((await ada.get('/people?q=U1')).html).not.toContain('Uma Ugarte');
    expect((await ada.get('/people?q=U2')).html).toContain('Ulf Urbina');
    const after = await ada.get(first);
    expect(after.html).toContain('Esta carga se deshizo');
    expect(after.html).toContain('Ada Aguilar la deshizo');
    expect(after.html).toContain('2 cosas ya no se pueden deshacer');
    expect(after.html).not.toContain(`${first}/undo"`);
    expect((await ada.get(`${first}/undo/kept.csv`)).to).toBe(`${first}/kept.csv`);
    expect(after.html).toContain(`href="${first}/kept.csv"`);
    for (const kept of [before, await ada.get(`${first}/kept.csv`)]) {
      expect(kept.headers['content-disposition']).toContain('lo-que-no-se-deshizo.csv');
      expect(kept.bytes.toString('utf8')).toMatch(/U2;Ulf Urbina;Teléfono;Lo cambió después la carga «correccion\.csv»/);
    }
    const again = await ada.post(`${first}/undo`);
    expect((await ada.get(again.to ?? '')).html).toContain('ya se deshizo');
    expect((await ada.get('/roster/imports')).html).toContain('Deshecha');
    expect((await ada.post(`${first}/application`)).status).toBe(303);
    expect((await ada.get('/people?q=U1')).html).not.toContain('Uma Ugarte');
  });

  it('offers it for thirty days, to whoever may write', async () => {
    const url = await bring(file('V1;Vera;Vega;;;empleado;Tienda;2026-01-01'));
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 31));
    const late = await signedIn(app, world.ada);
    expect((await late.get(url)).html).not.toContain('Deshacer esta carga');
    const refused = await late.post(`${url}/undo`);
    expect((await late.get(refused.to ?? '')).html).toContain('se puede deshacer durante 30 días');
    app.clock.stopAt(MONDAY);
    const ben = await signedIn(app, world.ben);
    expect((await ben.get(`${url}/undo`)).status).toBe(404);
    expect((await ben.post(`${url}/undo`)).status).toBe(404);
    expect((await ada.get('/roster/imports/01234567-0123-7123-8123-0123456789ab/undo')).status).toBe(404);
  });

  it('hands out what happens to every row, with what changes and without a formula', async () => {
    await bring(file('W1;Ana;Ríos;;;empleado;Tienda;2026-01-01'));
    const url = await check(
      file('W1;Ana;Ríos;=1+1;;empleado;Bodega;2026-01-01', '=W2;+Bo;Li;;;empleado;Tienda;2026-01-01', 'W3;Mal;;;;jefe;;x'),
      'todo.csv',
      'full',
    );
    const answer = await ada.get(`${url}/rows.csv`);
    expect(answer.headers['content-disposition']).toContain('todas-las-filas.csv');
    const lines = answer.bytes.toString('utf8').slice(1).trim().split('\r\n');
    expect(lines[0]).toBe('fila;codigo;nombre;qué ocurre;cambios;observaciones');
    expect(lines[1]).toBe('2;W1;Ana Ríos;Cambia;"Teléfono: — → =1+1; Equipo: Tienda → Bodega";');
    expect(lines[2]).toContain("3;'=W2;'+Bo Li;Entra;");
    expect(lines[3]).toMatch(/^4;W3;Mal;Rechazada;;.*Falta este dato/);
    expect(lines.slice(4).every((line) => line.startsWith(';') && line.includes(';Sale;'))).toBe(true);
    expect(lines.length).toBeGreaterThan(8);
    expect((await ada.get(url)).html).toContain(`${url}/rows.csv`);
  });

  it('points at one document under two codes, and applies the file all the same', async () => {
    await bring(file('X1;Ana;Sol;;1234-567;empleado;Tienda;2026-01-01'));
    const url = await check(
      file(
        'X2;Ana;Sol;;1234567;empleado;Tienda;2026-01-01',
        'X3;Eva;Luz;;99 1;empleado;;2026-01-01',
        'X4;Eva;Luz;;991;empleado;;2026-01-01',
      ),
    );
    const page = await ada.get(url);
    expect(page.html).toContain('Mire estas 2 filas antes de seguir');
    expect(page.html).toContain('El mismo documento lo tiene Ana Sol, con el código X1');
    expect(page.html).toContain('El mismo documento lo tiene Eva Luz, con el código X3');
    await ada.post(`${url}/application`);
    expect((await finished(url)).html).toContain('La lista está aplicada');
  });

  it('takes the code of a merged record for the person it turned out to be', async () => {
    await bring(file('Y1;Noa;Paz;;;empleado;Tienda;2026-01-01', 'Y2;Noa;Paz;;;empleado;Tienda;2026-01-01'));
    await app.work.run(async () => {
      const survivor = await app.db.row<{ id: string }>(sql`SELECT id FROM person WHERE code_key = 'Y1'`);
      const merged = await app.db.row<{ id: string }>(sql`SELECT id FROM person WHERE code_key = 'Y2'`);
      await app.db.execute(sql`DELETE FROM engagement WHERE person_id = ${merged?.id ?? ''}`);
      await app.db.execute(sql`UPDATE person SET merged_into_id = ${survivor?.id ?? ''} WHERE code_key = 'Y2'`);
    });
    const alone = await check(file('y2;Noa;Paz;777;;empleado;Tienda;2026-01-01'));
    expect((await ada.get(`${alone}?show=changed`)).html).toContain('777');
    const both = await check(file('Y2;Noa;Paz;;;empleado;Tienda;2026-01-01', 'Y1;Noa;Paz;;;empleado;Tienda;2026-01-01'));
    expect((await ada.get(`${both}?show=rejected`)).html).toContain('Los códigos Y1 y Y2 (fila 2) son de la misma persona');
    const full = await check(file('Y2;Noa;Paz;;;empleado;Tienda;2026-01-01'), 'full.csv', 'full');
    const left = (await ada.get(`${full}?show=left`)).html;
    expect(left).not.toContain('Noa Paz');
    expect(left).toContain('Ben Benítez');
  });
});

import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { RosterService } from '#modules/people';
import { startApp, type TestApp } from '../../support/app';
import type { Answer, Visitor } from '../../support/visitor';
import { createWorld, signedIn, type World } from '../../support/world';

const ROWS = ['00017;Quispe, Ana;Ana;Quispe;planilla;01/02/2026;ana@x.example', '00018;Li, Bo;Bo;Li;tercero;02/02/2026;'];
const odd = (header = 'Legajo N°;Trabajador;Nom.;Apell.;Régimen laboral;Alta;Mail corporativo', rows = ROWS): Buffer =>
  Buffer.from(['Listado de RRHH;;;;;;', header, ...rows].join('\n'));
const NAMED = { person_code: 0, given_name: 2, family_name: 3, kind: 4, starts_on: 5, email: 6 };

describe('a file with headings of its own', () => {
  let app: TestApp;
  let world: World;
  let ada: Visitor;
  beforeEach(async () => {
    app = await startApp();
    world = await createWorld(app);
    ada = await signedIn(app, world.ada);
  });
  afterEach(() => app.close());

  const finished = async (url: string): Promise<Answer> => {
    for (;;) {
      const answer = await ada.get(url);
      if (!answer.html.includes('data-enhance="progress"')) return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const bring = async (bytes: Buffer, name = 'Planilla marzo 2027.csv'): Promise<{ url: string; answer: Answer }> => {
    const url = (await ada.upload('/roster/imports', { mode: 'partial' }, { file: { name, bytes } })).to ?? '';
    return { url, answer: await finished(url) };
  };
  const chosen = (html: string, column: string): string | undefined =>
    new RegExp(`<select[^>]*name="${column}"[\\s\\S]*?<option value="(\\d*)" selected`).exec(html)?.[1];

  it('shows its columns with their first values, and guesses what they are', async () => {
    const { answer } = await bring(odd());
    for (const words of ['A · Legajo N°', '00017', '00018', 'Régimen laboral', 'Lo que falta', '¿Qué columna es?'])
      expect(answer.html).toContain(words);
    expect(answer.html).not.toContain('<script>');
    const guesses = Object.fromEntries(
      ['person_code', 'given_name', 'family_name', 'kind', 'starts_on', 'email', 'site'].map((name) => [name, chosen(answer.html, name)]),
    );
    expect(guesses).toMatchObject({ person_code: '0', kind: '4', starts_on: '5', email: '6', site: '' });
  });

  it('is read as somebody says, and so is the next one from the same source, until it is forgotten', async () => {
    const { url } = await bring(odd());
    const hasty = await ada.post(`${url}/columns`, { ...NAMED, kind: '', email: '5' });
    expect(hasty.status).toBe(422);
    expect(hasty.html).toContain('este dato es obligatorio');
    expect(hasty.html).toContain('ya está elegida más arriba');
    expect(chosen(hasty.html, 'given_name')).toBe('2');
    const wrong = await ada.post(`${url}/columns`, { ...NAMED, family_name: 1 });
    expect(wrong.to).toBe(url);
    await finished(url);
    expect((await ada.get(`${url}?show=added`)).html).toContain('Ana Quispe, Ana');
    expect((await ada.get(`${url}/columns`)).html).toContain('Columnas de Planilla marzo 2027.csv');
    await ada.post(`${url}/columns`, NAMED);
    const preview = await finished(url);
    expect(preview.html).toContain('Un contratista necesita');
    expect(preview.html).toContain('Columnas con nombres propios');
    expect(preview.html).toContain('F · Alta');
    await ada.post(`${url}/application`, { approve: 'yes' });
    expect((await finished(url)).html).toContain('La lista está aplicada');
    expect((await ada.get('/people?q=00017')).html).toContain('Ana Quispe');
    // What was read is let go of once it is applied: it can no longer be read another way.
    expect((await ada.get((await ada.post(`${url}/columns`, NAMED)).to ?? '')).html).toContain('ya no se guarda');

    const next = await bring(odd(undefined, ['00019;Paz, Eva;Eva;Paz;planilla;03/02/2026;']), 'Planilla abril 2027.csv');
    expect(next.answer.html).toContain('Eva Paz');
    expect(next.answer.html).toContain('Lo recordamos');
    await ada.post(`${next.url}/columns/forgotten`);
    expect((await ada.get(next.url)).html).not.toContain('Lo recordamos');
    expect((await bring(odd())).answer.html).toContain('¿Qué columna es?');
    const lines = await app.db.rows<{ action: string }>(
      sql`SELECT action FROM audit_line WHERE action LIKE 'roster.columns%' ORDER BY seq`,
    );
    expect(lines.map(({ action }) => action)).toEqual(['roster.columns-named', 'roster.columns-named', 'roster.columns-forgotten']);
  });

  it('can be named too where only one column is unknown, or two are called the same', async () => {
    const { url, answer } = await bring(Buffer.from('codigo;nombres;apellidos;tipo;comienzo\nQ1;Ada;Sol;empleado;2026-01-01'), 'otro.csv');
    expect(answer.html).toContain('Faltan columnas obligatorias: ingreso');
    expect(chosen(answer.html, 'person_code')).toBe('0');
    await ada.post(`${url}/columns`, { person_code: 0, given_name: 1, family_name: 2, kind: 3, starts_on: 4 });
    expect((await finished(url)).html).toContain('Ada Sol');
    expect(
      (await bring(Buffer.from('codigo;codigo;nombres;apellidos;tipo;ingreso\nQ1;Q2;Ada;Sol;empleado;2026-01-01'))).answer.html,
    ).toContain('¿Qué columna es?');
  });

  it('is for those who may write, and only where there is something to name', async () => {
    const { url } = await bring(odd());
    const ben = await signedIn(app, world.ben);
    expect((await ben.get(`${url}/columns`)).status).toBe(404);
    expect((await ben.post(`${url}/columns`, NAMED)).status).toBe(404);
    expect((await ben.post(`${url}/columns/forgotten`)).status).toBe(404);
    const plain = await bring(Buffer.from('codigo;nombres;apellidos;tipo;ingreso\nQ1;Ada;Sol;empleado;2026-01-01'));
    expect((await ada.get(`${plain.url}/columns`)).status).toBe(404);
    expect((await ada.post(`${url}/application`)).status).toBe(303);
    expect(await app.db.row(sql`SELECT id FROM person WHERE code_key = '00017'`)).toBeNull();
  });

  it('tells the command line where its columns can be named, and knows them there afterwards', async () => {
    const ctx = app.get(Contexts).system('cli');
    const file = { name: 'planilla.csv', bytes: odd(), mode: 'partial', source: 'command' } as const;
    const refused = await app.get(RosterService).checkFile(ctx, file);
    expect(refused).toMatchObject({ ok: false, refusal: 'missing-columns' });
    const id = refused.ok ? '' : String(refused.details['import']);
    await ada.post(`/roster/imports/${id}/columns`, NAMED);
    await finished(`/roster/imports/${id}`);
    expect(await app.get(RosterService).checkFile(ctx, file)).toMatchObject({ ok: true, value: { rows: 2, added: 1 } });
  });
});

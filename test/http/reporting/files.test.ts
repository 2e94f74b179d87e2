import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { CompletionReport } from '#modules/reporting';
import { AccreditationService } from '#modules/accreditation';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import readXlsxFile from 'read-excel-file/node';
import { startApp, type TestApp } from '../../support/app';
import { completeUnit, openRound } from '../../support/learning';
import { createWorld, signedIn, type World } from '../../support/world';
import { hire } from './company';

const plain = (html: string): string => html.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');

describe('the completion report', () => {
  let app: TestApp;
  let world: World;
  const csvOf = async (path: string): Promise<string[][]> => {
    const { html } = await (await signedIn(app, world.ada)).get(path);
    return html
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(';'));
  };

  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    await app.work.run(async () => {
      await app.db.execute(
        sql`UPDATE person SET given_name = '=HYPERLINK("http://evil")', family_name = '+cmd|calc' WHERE id = ${world.fay}`,
      );
      await app.db.execute(sql`UPDATE person SET given_name = ${'Dora "La Rápida"; & <hija>'} WHERE id = ${world.dora}`);
    });
    const round = await openRound(app, world);
    app.clock.stopAt(toInstant('2027-03-02T02:30:00Z'));
    await completeUnit(app, await signedIn(app, world.chi), await round.assignmentOf(world.chi));
    await app.get(AccreditationService).issueDue(app.get(Contexts).system('test'));
  });
  afterAll(() => app.close());

  it('opens in a Spanish spreadsheet: a mark for UTF-8, semicolons, days of the company', async () => {
    const answer = await (await signedIn(app, world.ada)).get('/coverage.csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.html.startsWith('\uFEFFCódigo;Nombres;Apellidos;Tipo;')).toBe(true);
    const rows = await csvOf('/coverage.csv');
    const chi = rows.find(([code]) => code === 'E003')!;
    // 2 March 02:30 UTC is still 1 March in Lima.
    expect(chi.slice(0, 17)).toEqual([
      'E003', 'Chi', 'Chávez', 'Personal propio', '', 'Tienda', '', 'Ben Benítez', 'Mi trabajo es el cliente', '2027-1',
      '2027-03-01', chi[11], 'Terminó', '2027-03-01', '2027-03-01', '15', '15',
    ]); // prettier-ignore
    expect(chi[17]).toMatch(/\w{4,}/);
    expect(rows.map(([code]) => code)).toEqual(['Código', 'C001', 'E001', 'E002', 'E003', 'E005']);
  });

  it('makes no formula of what somebody wrote in a name', async () => {
    const { html } = await (await signedIn(app, world.ada)).get('/coverage.csv');
    expect(html).toContain(`E005;"'=HYPERLINK(""http://evil"")";'+cmd|calc;`);
    expect(html).toContain('"Dora ""La Rápida""; & <hija>"');
  });

  it('is the same in a workbook, where texts are texts and days are days', async () => {
    const answer = await (await signedIn(app, world.ada)).get('/coverage.xlsx');
    expect(answer.headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const [{ sheet, data }] = (await readXlsxFile(answer.bytes)) as unknown as [{ sheet: string; data: unknown[][] }];
    expect(sheet).toBe('2027-1');
    expect(data[0]!.slice(0, 3)).toEqual(['Código', 'Nombres', 'Apellidos']);
    expect(data.find(([code]) => code === 'E005')!.slice(1, 3)).toEqual(['=HYPERLINK("http://evil")', '+cmd|calc']);
    const chi = data.find(([code]) => code === 'E003')!;
    expect((chi[14] as Date).toISOString().slice(0, 10)).toBe('2027-03-01');
    expect(chi.slice(15, 17)).toEqual([15, 15]);
    expect(data).toHaveLength(6);
  });

  it('speaks English with commas to who reads English', async () => {
    const file = await app.get(CompletionReport).file(app.get(Contexts).system('test', 'en'), {}, 'csv');
    if (!file.ok) throw new Error(file.refusal);
    expect(file.value.name).toBe('training-2027-1-2027-03-01.csv');
    const text = (await buffer(Readable.from(file.value.body))).toString('utf8');
    expect(text).toMatch(/^\uFEFFCode,Given name,Family name,Kind,/);
    expect(text).toContain('E003,Chi,Chávez,Staff,');
  });

  it('names the same people as the page that it was asked for from: of a team, a supplier, a site, none, a standing, a search, a day', async () => {
    const site = newId<'site'>();
    await app.work.run(async () => {
      await app.db.insert('site', [{ id: site, name: 'Sede Ñuñoa / Centro', nameKey: 'sede nunoa / centro' }]);
      await app.db.execute(sql`UPDATE engagement SET site_id = ${site} WHERE person_id IN (${world.ben}, ${world.fay})`);
    });
    const ada = await signedIn(app, world.ada);
    const both = async (question: string): Promise<{ page: string[]; csv: string[]; xlsx: string[]; name: string }> => {
      const { html } = await ada.get(`/coverage/people?${question}`);
      const link = (kind: string): string => new RegExp(`href="(/coverage\\.${kind}[^"]*)"`).exec(plain(html))?.[1] ?? '';
      const file = await ada.get(link('csv'));
      const [{ data }] = (await readXlsxFile((await ada.get(link('xlsx'))).bytes)) as unknown as [{ data: unknown[][] }];
      return {
        page: [...html.matchAll(/<td data-label="Código">(\w+)<\/td>/g)].map(([, code]) => code!).sort(),
        csv: (await csvOf(link('csv'))).slice(1).map(([code]) => code!),
        xlsx: data.slice(1).map(([code]) => String(code)),
        name: /filename="([^"]+)"/.exec(String(file.headers['content-disposition']))?.[1] ?? '',
      };
    };
    const asked: [string, string[]][] = [
      [`team=${world.shop}`, ['C001', 'E002', 'E003']],
      [`supplier=${world.supplier}`, ['C001']],
      ['supplier=', ['E001', 'E002', 'E003', 'E005']],
      [`site=${site}`, ['E002', 'E005']],
      ['site=', ['C001', 'E001', 'E003']],
      ['kind=contractor', ['C001']],
      ['class=completed', ['E003']],
      [`class=notStarted&team=${world.shop}`, ['C001', 'E002']],
      ['q=ben', ['E002']],
    ];
    for (const [question, codes] of asked) {
      const { page, csv, xlsx } = await both(question);
      expect({ question, page, csv, xlsx }).toEqual({ question, page: codes, csv: codes, xlsx: codes });
    }
    expect((await both(`site=${site}`)).name).toBe('formacion-2027-1-sede-nunoa-centro-2027-03-01.csv');
    expect((await ada.get(`/coverage.csv?team=${newId()}`)).status).toBe(404);
    expect((await ada.get('/coverage/people?q=nobody-is-called-so')).html).not.toContain('/coverage.csv');
  });

  it('has the table of the groups too: by team, supplier, site or kind, of a day', async () => {
    const ada = await signedIn(app, world.ada);
    expect(plain((await ada.get('/coverage?by=supplier')).html)).toContain('"/coverage/groups.csv?round=2027-1&by=supplier"');
    const file = await ada.get('/coverage/groups.csv?by=supplier');
    expect(file.headers['content-disposition']).toContain('cobertura-proveedor-2027-1-2027-03-01.csv');
    expect(await csvOf('/coverage/groups.csv?by=supplier')).toEqual([
      ['Proveedor', 'Personas', 'Terminó', 'En curso', 'Sin empezar', 'Con plazo propio', 'Con ausencia', 'Con exención', 'Se fue sin terminar', 'Sin asignación', 'Avance (%)'],
      ['Limpieza SA', '1', '0', '0', '1', '0', '0', '0', '0', '0', '0'],
      ['Sin proveedor (personal propio)', '4', '1', '0', '3', '0', '0', '0', '0', '0', '25'],
    ]); // prettier-ignore
    expect((await csvOf('/coverage/groups.csv')).map(([name]) => name)).toEqual(['Equipo', 'Bodega', 'Tienda']);
    expect((await csvOf('/coverage/groups.csv?by=site&on=2027-03-01')).map(([name]) => name)).toEqual([
      'Sede',
      'Sede Ñuñoa / Centro',
      'Sin sede',
    ]);
    for (const path of ['/coverage/groups.csv?round=2031-9', '/coverage/groups.csv?on=2027-01-01'])
      expect((await ada.get(path)).status).toBe(404);
    expect((await (await signedIn(app, world.ben)).get('/coverage/groups.csv')).status).toBe(404);
  });

  it('is asked for by the names of groups too, whatever their accents and capitals', async () => {
    const report = app.get(CompletionReport);
    const ctx = app.get(Contexts).system('test');
    const among = await report.named({ supplier: 'LIMPIEZA sa', site: undefined });
    if (!among.ok) throw new Error(among.refusal);
    const file = await report.file(ctx, among.value, 'csv');
    if (!file.ok) throw new Error(file.refusal);
    expect(file.value.name).toBe('formacion-2027-1-limpieza-sa-2027-03-01.csv');
    expect((await buffer(Readable.from(file.value.body))).toString('utf8').trim().split('\r\n')).toHaveLength(2);
    expect(await report.named({ team: 'Nadie' })).toMatchObject({ ok: false, refusal: 'no-such-group', details: { name: 'Nadie' } });
  });

  it('loses nobody between its pages', async () => {
    await hire(app, 12_000, { team: world.warehouse, manager: world.fay, supplier: world.supplier });
    const rows = await csvOf('/coverage.csv');
    expect(rows).toHaveLength(12_006);
    expect(new Set(rows.map(([code]) => code)).size).toBe(12_006);
    expect(await csvOf(`/coverage.csv?class=missing&team=${world.warehouse}&kind=staff`)).toHaveLength(9_001);
  });

  it('says of an earlier day what was true then', async () => {
    app.clock.stopAt(toInstant('2027-04-02T14:00:00Z'));
    const dora = (rows: string[][]): string | undefined =>
      rows.find(([code]) => code === 'C001')?.find((cell) => /Sin empezar|Se fue/.test(cell));
    expect(dora(await csvOf('/coverage.csv'))).toBe('Se fue sin terminar');
    expect(dora(await csvOf('/coverage.csv?on=2027-03-20'))).toBe('Sin empezar');
    expect(dora(await csvOf(`/coverage.csv?on=2027-03-20&supplier=${world.supplier}`))).toBe('Sin empezar');
    const page = await (await signedIn(app, world.ada)).get(`/coverage/people?supplier=${world.supplier}&on=2027-03-20`);
    expect(plain(page.html)).toContain(`"/coverage.csv?round=2027-1&on=2027-03-20&supplier=${world.supplier}"`);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '#kernel/context';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { type ImportReport, RosterFollowers, RosterService } from '#modules/people';
import { startApp, type TestApp } from '../support/app';

const HEADER =
  'codigo;nombres;apellidos;correo;documento;tipo;proveedor;documento_proveedor;equipo;sede;cargo;codigo_jefe;ingreso;salida;idioma';
const file = (...lines: string[]): Buffer => Buffer.from([HEADER, ...lines].join('\n'));

describe('a roster in the database', () => {
  let app: TestApp;
  let ctx: Context;
  let roster: RosterService;
  const told: string[][] = [];
  beforeAll(async () => {
    app = await startApp();
    roster = app.get(RosterService);
    ctx = app.get(Contexts).system('test');
    app.get(RosterFollowers).add({
      rosterChanged: (_, personIds) => {
        told.push([...personIds]);
        return Promise.resolve();
      },
    });
  });
  afterAll(() => app.close());

  const bring = async (bytes: Buffer, mode: 'partial' | 'full' = 'partial'): Promise<ImportReport> => {
    const checked = await roster.checkFile(ctx, { name: 'roster.csv', bytes, mode, source: 'command' });
    if (!checked.ok) throw new Error(checked.refusal);
    const applied = await roster.apply(ctx, checked.value.import, { approve: true });
    if (!applied.ok) throw new Error(applied.refusal);
    return applied.value;
  };
  interface Placed {
    code: string;
    email: string | null;
    language: string;
    kind: string;
    supplier: string | null;
    taxId: string | null;
    team: string | null;
    manager: string | null;
    fromOn: string;
    untilOn: string | null;
  }
  const placed = (...codes: string[]): Promise<Placed[]> =>
    app.db.rows(sql`
      SELECT p.person_code AS code, p.email, p.language, e.kind, s.name AS supplier, s.tax_id, t.name AS team, m.person_code AS manager, e.from_on, e.until_on
      FROM person p JOIN engagement e ON e.person_id = p.id LEFT JOIN supplier s ON s.id = e.supplier_id LEFT JOIN team t ON t.id = e.team_id
      LEFT JOIN person m ON m.id = e.manager_id
      WHERE p.code_key = ${codes[0] ?? ''} OR p.code_key = ${codes[1] ?? ''} ORDER BY p.code_key, e.from_on`);

  it('comes to rest: the sample is all new, and a second time all unchanged', async () => {
    const sample = readFileSync(join(__dirname, '../fixtures/roster-500.csv'));
    expect(await bring(sample)).toMatchObject({ rows: 500, added: 500, rejected: [], needsApproval: false, applied: true });
    expect(told.at(-1)).toHaveLength(500);
    expect(await bring(sample)).toMatchObject({ rows: 500, added: 0, changed: 0, unchanged: 500 });
    expect(told).toHaveLength(1);
    expect(await bring(sample, 'full')).toMatchObject({ left: 0, unchanged: 500 });
    const count = await app.db.row<{ suppliers: number; teams: number }>(
      sql`SELECT (SELECT COUNT(*) FROM supplier) AS suppliers, (SELECT COUNT(*) FROM team) AS teams`,
    );
    expect(count).toEqual({ suppliers: 5, teams: 21 });
  });

  it('keeps everything that a row says', async () => {
    await bring(
      file(
        'X2;Bo;Li;;;contratista;Limpieza Ñandú;20-1;Ventas;Lima;Limpieza;x1;01/01/2026;31/12/2027;en',
        'X1;Ana;Ruiz;ana@x.example;0042;empleado;;;Ventas;Lima;Jefa;;2025-06-01;;',
      ),
    );
    expect(await placed('X1', 'X2')).toEqual([
      {
        code: 'X1',
        email: 'ana@x.example',
        language: 'es',
        kind: 'staff',
        supplier: null,
        taxId: null,
        team: 'Ventas',
        manager: null,
        fromOn: '2025-06-01',
        untilOn: null,
      },
      {
        code: 'X2',
        email: null,
        language: 'en',
        kind: 'contractor',
        supplier: 'Limpieza Ñandú',
        taxId: '20-1',
        team: 'Ventas',
        manager: 'X1',
        fromOn: '2026-01-01',
        untilOn: '2028-01-01',
      },
    ]);
  });

  it('takes an empty tax number for no statement about the supplier', async () => {
    const rows = file('T1;A;A;;;contratista;Tres;77;VENTAS;;;;2026-01-01;;', 'T2;B;B;;;contratista;TRES;;ventas;;;;2026-01-01;;');
    await bring(rows);
    expect(await bring(rows)).toMatchObject({ unchanged: 2 });
    expect((await placed('T1', 'T2')).map(({ supplier, taxId }) => [supplier, taxId])).toEqual([
      ['Tres', '77'],
      ['Tres', '77'],
    ]);
  });

  it('lets two people exchange their addresses, and a newcomer take one that is given up', async () => {
    await bring(file('S1;A;A;s1@x.example;;empleado;;;;;;;2026-01-01;;', 'S2;B;B;s2@x.example;;empleado;;;;;;;2026-01-01;;'));
    const swapped = await bring(
      file('S1;A;A;s2@x.example;;empleado;;;;;;;2026-01-01;;', 'S2;B;B;s1@x.example;;empleado;;;;;;;2026-01-01;;'),
    );
    expect(swapped.changed).toBe(2);
    expect((await placed('S1', 'S2')).map(({ email }) => email)).toEqual(['s2@x.example', 's1@x.example']);
    await bring(file('S1;A;A;;;empleado;;;;;;;2026-01-01;;', 'S3;C;C;s2@x.example;;empleado;;;;;;;2026-01-01;;'));
    expect((await placed('S1', 'S3')).map(({ email }) => email)).toEqual([null, 's2@x.example']);
  });

  it('closes one engagement where the next begins, and opens another for whoever returns', async () => {
    await bring(file('R1;A;A;;;contratista;Uno;;;;;;2026-01-01;;', 'R2;B;B;;;empleado;;;;;;;2025-01-01;30/06/2025;'));
    const moved = await bring(file('R1;A;A;;;empleado;;;;;;;2026-09-01;;', 'R2;B;B;;;empleado;;;;;;;2026-02-01;;'));
    expect(moved).toMatchObject({ changed: 1, returned: 1 });
    expect((await placed('R1', 'R2')).map(({ code, kind, fromOn, untilOn }) => [code, kind, fromOn, untilOn])).toEqual([
      ['R1', 'contractor', '2026-01-01', '2026-09-01'],
      ['R1', 'staff', '2026-09-01', null],
      ['R2', 'staff', '2025-01-01', '2025-07-01'],
      ['R2', 'staff', '2026-02-01', null],
    ]);
    expect(told.at(-1)).toHaveLength(2);
  });

  it('stores anything that a refused row may hold', async () => {
    const checked = await roster.checkFile(ctx, {
      name: 'evil\u0007/../\u202Elist.csv',
      bytes: file(
        `${'Z'.repeat(500)};A\u0001\u202E;${'ñ'.repeat(3_000)};=1;;x;;;;;;;😀;;`,
        "') OR 1=1 --;A;B;;;empleado;;;;;;;2026-01-01;;",
      ),
      mode: 'partial',
      source: 'command',
    });
    expect(checked).toMatchObject({ ok: true, value: { rows: 2, added: 1, needsApproval: true } });
    const [stored] = await app.db.rows<{ fileName: string }>(
      sql`SELECT file_name FROM roster_import ORDER BY checked_at DESC, id DESC LIMIT 1`,
    );
    expect(stored?.fileName).toBe('evil/../list.csv');
  });

  it('takes ten thousand people in a few hundred statements, check and apply', async () => {
    const many = (job: string): Buffer =>
      file(
        ...Array.from(
          { length: 10_000 },
          (_, n) =>
            `B${n};María;Pérez ${n};${n % 2 ? `b${n}@x.example` : ''};;${n % 5 ? 'empleado;;' : `contratista;Proveedor ${n % 7};`};Equipo ${n % 40};Sede ${n % 9};${job};${n > 40 ? `B${n % 40}` : ''};01/03/2024;;`,
        ),
      );
    const before = app.db.statements;
    expect(await bring(many('Cajera'))).toMatchObject({ added: 10_000 });
    expect(await bring(many('Vendedora'))).toMatchObject({ changed: 10_000 });
    // Sending a statement is what costs: what a file takes must not grow row by row.
    expect(app.db.statements - before).toBeLessThan(500);
  });
});

import fc from 'fast-check';
import type { Context } from '#kernel/context';
import { type ImportId, newId, type PersonId } from '#kernel/id';
import { plusDaysOf24Hours } from '#kernel/instant';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { RosterFollowers, RosterService, RosterUndoService, type Undone } from '#modules/people';
import { MONDAY, startApp, type TestApp } from '../support/app';
import { createWorld, type World } from '../support/world';

const HEADER =
  'codigo;nombres;apellidos;correo;telefono;nacimiento;tipo;proveedor;documento_proveedor;equipo;codigo_jefe;ingreso;salida;idioma';
const file = (...lines: string[]): Buffer => Buffer.from([HEADER, ...lines].join('\n'));

describe('an import that is taken back', () => {
  let app: TestApp;
  let world: World;
  let roster: RosterService;
  let undos: RosterUndoService;
  let told: PersonId[] = [];
  beforeAll(async () => {
    app = await startApp();
    world = await createWorld(app);
    roster = app.get(RosterService);
    undos = app.get(RosterUndoService);
    app.get(RosterFollowers).add({
      rosterChanged: (_, personIds) => {
        told = [...personIds];
        return Promise.resolve();
      },
    });
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.stopAt(MONDAY));

  const ctx = (): Context => app.get(Contexts).system('test');
  const bring = async (bytes: Buffer, mode: 'partial' | 'full' = 'partial', name = 'roster.csv'): Promise<ImportId> => {
    const checked = await roster.checkFile(ctx(), { name, bytes, mode, source: 'command' });
    if (!checked.ok) throw new Error(checked.refusal);
    const applied = await roster.apply(ctx(), checked.value.import, { approve: true });
    if (!applied.ok) throw new Error(applied.refusal);
    return checked.value.import;
  };
  const undo = async (id: ImportId): Promise<Undone> => {
    const undone = await undos.undo(ctx(), id);
    if (!undone.ok) throw new Error(undone.refusal);
    return undone.value;
  };
  const refusal = async (id: ImportId): Promise<string | null> => {
    const undone = await undos.undo(ctx(), id);
    return undone.ok ? null : undone.refusal;
  };
  /** Everybody with a real engagement, with all their fields; and the suppliers' numbers. */
  const snapshot = async (): Promise<unknown> => ({
    people: await app.db.rows(sql`
      SELECT p.id, p.person_code, p.code_key, p.given_name, p.family_name, p.email, p.phone, p.national_id, p.birth_year, p.language, p.search_key,
        e.id AS engagement, e.kind, e.supplier_id, e.team_id, e.site_id, e.job_title, e.manager_id, e.from_on, e.until_on
      FROM person p JOIN engagement e ON e.person_id = p.id
      WHERE e.until_on IS NULL OR e.until_on > e.from_on ORDER BY p.id, e.id`),
    suppliers: await app.db.rows(sql`SELECT name, tax_id FROM supplier WHERE tax_id IS NOT NULL ORDER BY name`),
  });
  const people = async (code: string): Promise<number> =>
    (await app.db.row<{ n: number }>(sql`SELECT COUNT(*) AS n FROM person WHERE code_key = ${code}`))?.n ?? 0;
  const idOf = async (code: string): Promise<string> =>
    (await app.db.row<{ id: string }>(sql`SELECT id FROM person WHERE code_key = ${code}`))?.id ?? '';
  const why = (undone: Undone): string[] => undone.kept.map(({ personCode, field, reason }) => `${personCode} ${field} ${reason}`).sort();

  it('leaves the roster as it was: joiners go, changes go back, leavers and returners are where they were', async () => {
    const before = await snapshot();
    const id = await bring(
      file(
        'E001;Ada;Aguilera;ada@example.com;;1980;empleado;;;Tienda;;2025-01-01;;en',
        'C001;Dora;Duarte;;;;contratista;Limpieza SA;999;Tienda;E002;2025-01-01;2027-03-31;',
        'E004;Emil;Espinoza;;;;empleado;;;Tienda;N1;2027-02-01;;',
        'N1;Nadia;Nieto;emil@example.com;;;empleado;;;Nuevo;E002;2027-03-01;;',
      ),
      'full',
    );
    expect(await snapshot()).not.toEqual(before);
    const undone = await undo(id);
    expect(undone.kept).toEqual([]);
    expect(await snapshot()).toEqual(before);
    expect(await people('N1')).toBe(0);
    // Chi, Ben and Fay had left, Emil had returned, Ada and Dora had moved; the joiner is no more.
    expect(new Set(told)).toEqual(new Set([world.ada, world.ben, world.chi, world.emil, world.fay]));
    const lines = await app.db.rows(sql`SELECT seq FROM audit_line WHERE action = 'roster.import-undone' AND subject_id = ${id}`);
    expect(lines).toHaveLength(1);
  });

  it('takes a transfer back as if it had never been, and the same file before that moves nobody again', async () => {
    await bring(file('T1;A;A;;;;contratista;Uno;;Caja;E002;2026-01-01;;', 'T2;B;B;;;;empleado;;;Caja;E002;2026-01-01;;'));
    const before = await snapshot();
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 3));
    const moving = file('T1;A;A;;;;contratista;Dos;;Caja;E002;2026-01-01;;', 'T2;B;B;;;;empleado;;;Almacén;E001;2026-01-01;;');
    const id = await bring(moving);
    const spans = await app.db.rows(sql`
      SELECT p.code_key, e.from_on, e.until_on, COALESCE(s.name, t.name) AS place FROM engagement e JOIN person p ON p.id = e.person_id
      JOIN team t ON t.id = e.team_id LEFT JOIN supplier s ON s.id = e.supplier_id WHERE p.code_key IN ('T1', 'T2') ORDER BY p.code_key, e.from_on`);
    const today = app.clock.today();
    expect(spans).toEqual([
      { codeKey: 'T1', fromOn: '2026-01-01', untilOn: today, place: 'Uno' },
      { codeKey: 'T1', fromOn: today, untilOn: null, place: 'Dos' },
      { codeKey: 'T2', fromOn: '2026-01-01', untilOn: today, place: 'Caja' },
      { codeKey: 'T2', fromOn: today, untilOn: null, place: 'Almacén' },
    ]);
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 9));
    const again = await roster.checkFile(ctx(), { name: 'roster.csv', bytes: moving, mode: 'partial', source: 'command' });
    expect(again.ok && again.value).toMatchObject({ changed: 0, unchanged: 2 });
    expect((await undo(id)).kept).toEqual([]);
    expect(await snapshot()).toEqual(before);
  });

  it('gives exchanged addresses back, and refuses to do anything a second time', async () => {
    await bring(file('S1;A;A;s1@x.example;;;empleado;;;;;2026-01-01;;', 'S2;B;B;s2@x.example;;;empleado;;;;;2026-01-01;;'));
    const before = await snapshot();
    const id = await bring(
      file(
        'S1;A;A;s2@x.example;;;empleado;;;;;2026-01-01;;',
        'S2;B;B;;;;empleado;;;;;2026-01-01;;',
        'S3;C;C;s1@x.example;;;empleado;;;;;2026-01-01;;',
      ),
    );
    await undo(id);
    expect(await snapshot()).toEqual(before);
    expect(await refusal(id)).toBe('already-undone');
    expect(await refusal(newId())).toBe('no-such-import');
  });

  it('is refused after thirty days', async () => {
    const id = await bring(file('D1;A;A;;;;empleado;;;;;2026-01-01;;'));
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 30));
    expect(await refusal(id)).toBe('too-late');
    app.clock.stopAt(plusDaysOf24Hours(MONDAY, 29));
    expect(await refusal(id)).toBeNull();
  });

  it('leaves what a later import or a hand has changed, and says who', async () => {
    const first = await bring(
      file('L1;A;A;;;;empleado;;;Uno;;2026-01-01;;', 'L2;B;B;;;;empleado;;;Uno;;2026-01-01;;', 'L3;C;C;;;;empleado;;;Uno;;2026-01-01;;'),
    );
    const second = await bring(
      file('L1;A;A;;111;;empleado;;;Dos;;2026-01-01;;', 'L3;C;C;;111;;empleado;;;Uno;;2026-01-01;;'),
      'partial',
      'dos.csv',
    );
    await app.work.run(() => app.db.execute(sql`UPDATE person SET phone = '222' WHERE code_key = 'L3'`));
    const rehearsed = await undos.rehearse(ctx(), second);
    expect(rehearsed.ok && why(rehearsed.value)).toEqual(['L3 phone changed-by-hand']);
    const undone = await undo(first);
    expect(why(undone)).toEqual(['L1 ends_on changed-by-import', 'L1 phone changed-by-import', 'L3 phone changed-by-import']);
    expect(JSON.parse(undone.kept.find(({ field }) => field === 'ends_on')?.detail ?? '')).toEqual({ file: 'dos.csv', on: MONDAY });
    expect([await people('L1'), await people('L2'), await people('L3')]).toEqual([1, 0, 1]);
    expect(why(await undo(second))).toEqual(['L3 phone changed-by-hand']);
    const phones = await app.db.rows<{ phone: string | null }>(sql`SELECT phone FROM person WHERE code_key LIKE 'L%' ORDER BY code_key`);
    expect(phones.map(({ phone }) => phone)).toEqual([null, '222']);
  });

  it('keeps the record of whoever has done something here, without an engagement', async () => {
    const id = await bring(file('K1;A;A;;;;empleado;;;;;2026-01-01;;', 'K2;B;B;;;;empleado;;;;K1;2026-01-01;;'));
    const personId = await idOf('K1');
    const credential = { id: personId, passwordHash: 'x', pinHash: null, failures: 0, lockedUntil: null, changedAt: MONDAY };
    await app.work.run(() => app.db.insert('credential', [credential]));
    const undone = await undo(id);
    expect(undone.kept).toMatchObject([{ personCode: 'K1', name: 'A A', field: 'record', reason: 'has-signed-in' }]);
    expect([await people('K1'), await people('K2')]).toEqual([1, 0]);
    const spans = await app.db.rows(sql`SELECT id FROM engagement WHERE person_id = ${personId}`);
    expect(spans).toEqual([]);
  });

  it('does not reopen an engagement under a newer one, and leaves merged people alone', async () => {
    await bring(file('M1;A;A;;;;contratista;Uno;;;;2026-01-01;;', 'M2;B;B;;;;empleado;;;;;2026-01-01;;'));
    const id = await bring(file('M1;A;A;;;;empleado;;;;;2026-09-01;;', 'M2;B;B;;1;;empleado;;;;;2026-01-01;;'));
    await app.work.run(async () => {
      await app.db.execute(sql`UPDATE engagement SET job_title = 'Jefa' WHERE from_on = '2026-09-01'`);
      await app.db.execute(sql`UPDATE person SET merged_into_id = ${world.ben} WHERE code_key = 'M2'`);
    });
    expect(why(await undo(id))).toEqual(['M1 ends_on newer-engagement', 'M1 job_title changed-by-hand', 'M2 phone merged']);
  });

  it('cannot show out the last person of HR, neither by undoing nor by a file', async () => {
    const grant = { id: newId(), role: 'hr', supplierId: null, grantedAt: MONDAY, grantedBy: null, revokedAt: null };
    const joined = await bring(file('H1;Hal;Haro;;;;empleado;;;;;2026-01-01;;'));
    await app.work.run(async () => {
      await app.db.insert('role_grant', [{ ...grant, personId: await idOf('H1') }]);
      await app.db.execute(sql`UPDATE role_grant SET revoked_at = ${MONDAY} WHERE person_id = ${world.ada} AND role = 'hr'`);
    });
    expect(await refusal(joined)).toBe('last-of-hr');
    const checked = await roster.checkFile(ctx(), {
      name: 'x.csv',
      bytes: file('E002;Ben;Benítez;;;;empleado;;;;;2025-01-01;;'),
      mode: 'full',
      source: 'command',
    });
    if (!checked.ok) throw new Error(checked.refusal);
    const before = await snapshot();
    expect(await roster.apply(ctx(), checked.value.import, { approve: true })).toMatchObject({ ok: false, refusal: 'last-of-hr' });
    expect(await snapshot()).toEqual(before);
    await app.work.run(() => app.db.execute(sql`UPDATE role_grant SET revoked_at = NULL WHERE person_id = ${world.ada} AND role = 'hr'`));
  });

  it('leaves the roster as it was, whatever the files say', async () => {
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: '' as const });
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2027-02-${String(n).padStart(2, '0')}`);
    const row = fc
      .record({
        code: fc.constantFrom('P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'E005'),
        family: fc.constantFrom('Uno', 'Dos'),
        email: optional(fc.constantFrom('p1@x.example', 'p2@x.example', 'p3@x.example')),
        birth: optional(fc.constantFrom('1980', '1990')),
        supplier: optional(fc.constantFrom('Prima', 'Secunda')),
        taxId: optional(fc.constantFrom('1', '2')),
        team: optional(fc.constantFrom('Rojo', 'Azul')),
        manager: optional(fc.constantFrom('P1', 'P2', 'E002')),
        from: day,
        ends: optional(fc.constantFrom('2027-03-15', '2027-12-31')),
      })
      .map(
        ({ code, family, email, birth, supplier, taxId, team, manager, from, ends }) =>
          `${code};X;${family};${email};;${birth};${supplier === '' ? 'empleado' : 'contratista'};${supplier};${supplier === '' ? '' : taxId};${team};${manager};${from};${ends};`,
      );
    const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 7, selector: (line) => line.split(';')[0] });
    const CORE = [
      'E001;Ada;Aguilar;ada@example.com;;;empleado;;;;;2025-01-01;;',
      'E002;Ben;Benítez;ben@example.com;;;empleado;;;;;2025-01-01;;',
    ];
    const numRuns = process.env['CADENCIA_TEST_DATABASE'] === 'postgres' ? 15 : 60;
    await fc.assert(
      fc.asyncProperty(fc.array(rows, { maxLength: 2 }), rows, fc.boolean(), async (earlier, lines, full) => {
        for (const some of earlier) await bring(file(...some));
        const before = await snapshot();
        const id = await bring(file(...CORE, ...lines), full ? 'full' : 'partial');
        const undone = await undo(id);
        expect(undone.kept).toEqual([]);
        expect(await snapshot()).toEqual(before);
      }),
      { numRuns },
    );
  });
});

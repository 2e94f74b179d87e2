import { crc32, deflateRawSync } from 'node:zlib';
import type { Context } from '#kernel/context';
import { sql } from '#platform/database/sql';
import { Contexts } from '#platform/time/contexts';
import { type ImportReport, RosterService } from '#modules/people';
import { startApp, type TestApp } from '../support/app';
import { effortOf } from '../support/effort';

const HEADER = 'codigo;nombres;apellidos;telefono;documento;nacimiento;tipo;equipo;codigo_jefe;ingreso;salida';
const file = (...lines: string[]): Buffer => Buffer.from([HEADER, ...lines].join('\n'));

describe('files that mean harm, or come from a spreadsheet', () => {
  let app: TestApp;
  let ctx: Context;
  beforeAll(async () => {
    app = await startApp();
    ctx = app.get(Contexts).system('test', 'es');
  });
  afterAll(() => app.close());

  const check = (bytes: Buffer, name = 'x.csv') =>
    app.get(RosterService).checkFile(ctx, { name, bytes, mode: 'partial', source: 'command' });
  const checked = async (bytes: Buffer): Promise<ImportReport> => {
    const outcome = await check(bytes);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.value;
  };
  const bring = async (bytes: Buffer): Promise<ImportReport> => {
    const applied = await app.get(RosterService).apply(ctx, (await checked(bytes)).import, { approve: true });
    if (!applied.ok) throw new Error(applied.refusal);
    return applied.value;
  };
  const messages = async (...lines: string[]): Promise<string[]> => (await checked(file(...lines))).rejected.map(({ message }) => message);
  const named = async (code: string) =>
    app.db.row<{ givenName: string; familyName: string }>(sql`SELECT given_name, family_name FROM person WHERE code_key = ${code}`);

  it('keeps a formula as the text that it is', async () => {
    await bring(file(`F1;=HYPERLINK("http://x");+1+1;;;;empleado;@SUM(A1);;2026-01-01;`));
    expect(await named('F1')).toEqual({ givenName: '=HYPERLINK("http://x")', familyName: '+1+1' });
  });

  it('keeps names in any script, and composes their accents', async () => {
    await bring(
      file(
        'N1;محمد;عبد الله;;;;empleado;;;2026-01-01;',
        'N2;王;小明;;;;empleado;;;2026-01-01;',
        'N3;Jose\u0301;N\u0303ahui;;;;empleado;;;2026-01-01;',
        'N4;Ỹ̷;O’Brien-Müller;;;;empleado;;;2026-01-01;',
      ),
    );
    expect(await named('N1')).toEqual({ givenName: 'محمد', familyName: 'عبد الله' });
    expect(await named('N2')).toEqual({ givenName: '王', familyName: '小明' });
    expect(await named('N3')).toEqual({ givenName: 'José', familyName: 'Ñahui' });
  });

  it('says what Excel did to a code, a document or a phone', async () => {
    expect(await messages('1.23E+05;A;B;;;;empleado;;;2026-01-01;', 'G2;A;B;5,1E+10;;;empleado;;;2026-01-01;')).toEqual([
      expect.stringContaining('convirtió el número en «1.23E+05»'),
      expect.stringContaining('«5,1E+10»'),
    ]);
  });

  it('refuses days that do not exist and years in which nobody was born', async () => {
    const lines = [
      'D1;A;B;;;;empleado;;;31/02/2026;',
      'D2;A;B;;;19;empleado;;;2026-01-01;',
      'D3;A;B;;;2020;empleado;;;2026-01-01;',
      'D4;A;B;;;ayer;empleado;;;2026-01-01;',
    ];
    const said = await messages(...lines);
    expect(said[0]).toContain('«31/02/2026» no existe');
    expect(said.slice(1).every((message) => message.includes('no es un año de nacimiento'))).toBe(true);
    await bring(file('D5;A;B;;;1985;empleado;;;2026-01-01;', 'D6;A;B;;;31/12/1990;empleado;;;2026-01-01;'));
    const years = await app.db.rows<{ birthYear: number }>(
      sql`SELECT birth_year FROM person WHERE code_key IN ('D5', 'D6') ORDER BY code_key`,
    );
    expect(years.map(({ birthYear }) => birthYear)).toEqual([1985, 1990]);
    expect(await bring(file('D5;A;B;;;1986;empleado;;;2026-01-01;'))).toMatchObject({ changed: 1 });
  });

  it('refuses circles of managers, however long, and two people with one code', async () => {
    const ring = Array.from({ length: 300 }, (_, n) => `R${n};A;B;;;;empleado;;R${(n + 1) % 300};2026-01-01;`);
    const said = await messages(
      ...ring,
      'T1;A;B;;;;empleado;;;2026-01-01;',
      't1 ;C;D;;;;empleado;;;2026-01-01;',
      'T2;A;B;;;;empleado;;T2;2026-01-01;',
    );
    expect(said.filter((message) => message.includes('se tienen por jefe') || message.includes('círculo'))).toHaveLength(300);
    expect(said.filter((message) => message.includes('ya está en la fila'))).toHaveLength(1);
    expect(said).toHaveLength(302);
  });

  it('refuses ten thousand columns, in a text and in a workbook, at once', async () => {
    const wide = Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(';');
    const cells = Array.from({ length: 10_000 }, (_, n) => `<c r="${column(n)}1" t="inlineStr"><is><t>c</t></is></c>`).join('');
    const effort = await effortOf(async () => {
      expect(await check(Buffer.from(`${HEADER};${wide}\nA;B`))).toMatchObject({ refusal: 'too-many-columns' });
      expect(await check(Buffer.from(`${wide}\n${wide}`))).toMatchObject({ refusal: 'too-many-columns' });
      expect(await check(workbook(`<row r="1">${cells}</row>`), 'x.xlsx')).toMatchObject({ refusal: 'too-many-columns' });
    });
    expect(effort).toBeLessThan(10_000);
  });

  it('refuses a zip bomb by what it says and by what it is, without unpacking it into memory', async () => {
    const zeros = Buffer.alloc(300 * 1024 * 1024, 0x20);
    const packed = deflateRawSync(zeros, { level: 9 });
    const before = process.memoryUsage.rss();
    const honest = zipOf([...PARTS, part('xl/sharedStrings.xml', packed, zeros.length)]);
    const lying = zipOf([...PARTS, part('xl/sharedStrings.xml', packed, 1_000)]);
    const effort = await effortOf(async () => {
      expect(await check(honest, 'x.xlsx')).toMatchObject({ refusal: 'swollen-workbook' });
      expect(await check(lying, 'x.xlsx')).toMatchObject({ refusal: 'swollen-workbook' });
    });
    expect(effort).toBeLessThan(5_000);
    expect((process.memoryUsage.rss() - before) / 1024 / 1024).toBeLessThan(150);
  });
});

const column = (index: number): string => (index < 26 ? '' : column(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

interface Part {
  readonly name: string;
  readonly packed: Buffer;
  /** What the archive says of its size. */
  readonly size: number;
  readonly crc: number;
}
const part = (name: string, packed: Buffer, size: number, crc = 0): Part => ({ name, packed, size, crc });
const text = (name: string, words: string): Part => part(name, deflateRawSync(words), Buffer.byteLength(words), crc32(words));

const PARTS = [
  text('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  text(
    'xl/workbook.xml',
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  text(
    'xl/_rels/workbook.xml.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
];
const workbook = (rows: string): Buffer =>
  zipOf([
    ...PARTS,
    text(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    ),
  ]);

/** An archive that says of its parts what we want it to say. */
function zipOf(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, size, crc } of parts) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc, 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(size, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), about, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), about, tail, Buffer.from(name)]));
    files.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

import writeExcel from 'write-excel-file/node';
import { ZipFile } from 'yazl';
import type { FileProblemCode } from '../domain/roster-problem';
import { readRosterFile } from './read-roster-file';
import { ColumnsUnknown, FileRefused } from './roster-table';

const HEADERS = {
  es: ['Código', 'NOMBRES', 'Apellidos', 'Tipo', 'Ingreso', 'Área', 'Código_Jefe'],
  en: ['person_code', 'Given Name', 'familyName', 'kind', 'starts on', 'TEAM', 'manager-code'],
} as const;
const ROWS = [
  ['E001', 'María José', 'Ñahui "la jefa" Peña', 'empleado', '01/03/2024', 'Ventas; Norte', ''],
  ['E002', 'Bo', 'Li', 'staff', '2024-02-29', 'Caja, Sur', 'e001'],
];
const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const text = (header: readonly string[], delimiter: string, end: string): string =>
  [header, ...ROWS].map((row) => row.map(quoted).join(delimiter)).join(end) + end;

const utf16be = (words: string): Buffer => Buffer.from(words, 'utf16le').swap16();
const windows1252 = (words: string): Buffer => Buffer.from(words, 'latin1');
const ENCODINGS: Readonly<Record<string, (words: string) => Buffer>> = {
  'UTF-8': (words) => Buffer.from(words),
  'UTF-8 with its mark': (words) => Buffer.from(`\uFEFF${words}`),
  'UTF-16 little-endian': (words) => Buffer.from(`\uFEFF${words}`, 'utf16le'),
  'UTF-16 big-endian': (words) => utf16be(`\uFEFF${words}`),
  'UTF-16 without a mark': (words) => Buffer.from(words, 'utf16le'),
  'Windows-1252': windows1252,
};
const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' };
const ENDS = { 'Windows lines': '\r\n', 'Unix lines': '\n' };

const combinations = Object.keys(ENCODINGS).flatMap((encoding) =>
  Object.keys(DELIMITERS).flatMap((delimiter) =>
    Object.keys(ENDS).flatMap((end) => (['es', 'en'] as const).map((locale) => [encoding, delimiter, end, locale] as const)),
  ),
);

const refusalOf = async (bytes: Buffer): Promise<FileProblemCode | 'read'> => {
  try {
    await readRosterFile(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof FileRefused) return error.problem.code;
    throw error;
  }
};
const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));
const HEADER = 'codigo,nombres,apellidos,tipo,ingreso';
const ANA = 'E001,Ana,Ruiz,empleado,2024-01-01';

async function zip(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const out = new ZipFile();
  for (const [name, content] of Object.entries(files)) out.addBuffer(Buffer.from(content), name);
  out.end();
  const chunks: Buffer[] = [];
  for await (const chunk of out.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Cell = { value: string | number | Date; type: StringConstructor | NumberConstructor | DateConstructor; format?: string } | null;
const word = (value: string): Cell => ({ value, type: String });
async function workbook(rows: Cell[][]): Promise<Buffer> {
  return Buffer.from(await writeExcel(rows as never).toBuffer());
}

describe('a roster in a text file', () => {
  it.each(combinations)('is read in %s, with %s, %s and headings in %s', async (encoding, delimiter, end, locale) => {
    const bytes = ENCODINGS[encoding]!(text(HEADERS[locale], DELIMITERS[delimiter as 'comma'], ENDS[end as 'Unix lines']));
    const { accepted, refused } = await readRosterFile(bytes);
    expect(refused).toEqual([]);
    expect(accepted).toMatchObject([
      {
        row: 2,
        personCode: 'E001',
        givenName: 'María José',
        familyName: 'Ñahui "la jefa" Peña',
        team: 'Ventas; Norte',
        fromOn: '2024-03-01',
        managerCode: null,
      },
      { row: 3, personCode: 'E002', familyName: 'Li', team: 'Caja, Sur', fromOn: '2024-02-29', managerCode: 'e001' },
    ]);
    expect(accepted[0]!.email).toBeUndefined();
  });

  it('keeps the row numbers of the spreadsheet, whatever is blank or broken in between', async () => {
    const { accepted, refused } = await readRosterFile(
      csv('Lista de personal 2027,,,,', '', HEADER, ANA, ',,,,', ' , ,,,', 'E002,"Bo\nBo",Li,staff,2024-01-01', 'E003,,Luna,staff,x'),
    );
    expect(accepted.map(({ row, givenName }) => [row, givenName])).toEqual([
      [4, 'Ana'],
      [7, 'Bo Bo'],
    ]);
    expect(refused).toMatchObject([
      {
        row: 8,
        personCode: 'E003',
        problems: [
          { column: 'given_name', code: 'required' },
          { column: 'starts_on', code: 'not-a-date' },
        ],
      },
    ]);
  });

  it('believes Excel when it names the delimiter itself', async () => {
    const { accepted } = await readRosterFile(csv('sep=;', HEADER.replaceAll(',', ';'), ANA.replaceAll(',', ';')));
    expect(accepted).toMatchObject([{ row: 3, personCode: 'E001' }]);
  });

  it('takes for the header the row without a date, although another has words that we know', async () => {
    const header = 'Nro;Persona;Familia;Vinculación;Desde cuándo;Zona';
    const rows = ['Z1;Rosa;Cruz;empleado;01/02/2024;Norte', 'Z2;Tito;Paz;contratista;03/04/2024;Área'];
    for (const lines of [
      [header, ...rows],
      ['Personal de la planta', header, ...rows],
      [header, rows[1]!, rows[0]!],
    ]) {
      const unknown: unknown = await readRosterFile(csv(...lines)).catch((error: unknown) => error);
      expect(unknown).toBeInstanceOf(ColumnsUnknown);
      expect((unknown as ColumnsUnknown).problem.code).toBe('no-header');
      expect((unknown as ColumnsUnknown).columns.headings).toEqual(header.split(';'));
      expect((unknown as ColumnsUnknown).columns.samples[0]).toContain(lines.at(-2)!.split(';')[0]);
    }
  });

  it('says which columns it did not use', async () => {
    expect((await readRosterFile(csv(`${HEADER},Sueldo`, `${ANA},1000`))).ignoredColumns).toEqual(['Sueldo']);
  });

  it.each<[string, Buffer, FileProblemCode]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['only a mark', Buffer.from('\uFEFF'), 'empty'],
    ['blank lines', csv('', ' ', ',,,'), 'empty'],
    ['a header alone', csv(HEADER, '', ',,,,'), 'no-rows'],
    ['words', csv('hola', 'esto no es una lista'), 'no-header'],
    ['a header without what is required', csv('codigo,nombres,apellidos', 'E1,Ana,Ruiz'), 'missing-columns'],
    ['two headings with one meaning', csv(`${HEADER},equipo,area`, ANA), 'same-column-twice'],
    ['a quote that never closes', csv(HEADER, 'E001,"Ana,Ruiz,empleado,2024-01-01', ANA), 'open-quote'],
    ['a row without end', csv(HEADER, `"${'x'.repeat(300_000)}"`), 'record-too-long'],
    ['300 columns', csv(`${HEADER},${Array.from({ length: 300 }, (_, n) => `c${n}`).join(',')}`, ANA), 'too-many-columns'],
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'pdf'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-a-table'],
    ['bytes', Buffer.from(Array.from({ length: 500 }, (_, n) => (n * 7) % 256)), 'not-a-table'],
    ['a web page called .xls', Buffer.from('<html><table><tr><td>codigo</td></tr></table></html>'), 'web-page'],
    ['an Excel of 2003 in XML', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'web-page'],
    ['an old Excel', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]), 'old-excel'],
    [
      'an Excel with a password',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['26 MB', Buffer.alloc(26 * 1024 * 1024, 'x'), 'too-big'],
  ])('refuses %s with a sentence of its own', async (_, bytes, code) => {
    expect(await refusalOf(bytes)).toBe(code);
  });

  it('says in which row a quote opens that never closes, and which row has no end', async () => {
    const many = Array.from({ length: 40 }, (_, n) => ANA.replace('E001', `E${n}`));
    const brokenAt = async (row: number, line: string): Promise<unknown> => {
      const lines = [HEADER, ...many];
      lines[row - 1] = line;
      return readRosterFile(csv(...lines)).catch((error: unknown) => (error instanceof FileRefused ? error.problem.values : error));
    };
    expect(await brokenAt(23, 'E001,"Ana,Ruiz,empleado,2024-01-01')).toEqual({ row: 23 });
    expect(await brokenAt(2, 'E001,"Ana,Ruiz,empleado,2024-01-01')).toEqual({ row: 2 });
    expect(await brokenAt(31, `E001,${'x'.repeat(300_000)},Ruiz,empleado,2024-01-01`)).toEqual({ row: 31 });
  });

  it('refuses a million rows before it has read them', async () => {
    const line = Buffer.from('E1,A,B,x,y\n');
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n`), ...Array.from({ length: 1_000_000 }, () => line)]);
    const before = process.cpuUsage();
    expect(await refusalOf(bytes)).toBe('too-many-rows');
    // What this process worked, in microseconds: the machine may have more to do.
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });

  it('does not count the empty rows that a spreadsheet leaves below the last person', async () => {
    const bytes = Buffer.concat([csv(HEADER, ANA, ''), Buffer.from(',,,,\n'.repeat(300_000))]);
    expect((await readRosterFile(bytes)).accepted).toHaveLength(1);
  });

  it('lets others work while it reads', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => ANA.replace('E001', `E${n}`));
    let turns = 0;
    let isReading = true;
    const wait = (): void => {
      turns++;
      if (isReading) setImmediate(wait);
    };
    wait();
    await readRosterFile(csv(HEADER, ...lines));
    isReading = false;
    expect(turns).toBeGreaterThan(20);
  });
});

describe('a roster in a workbook', () => {
  it('is read with its dates, numbers and long codes as they are', async () => {
    const bytes = await workbook([
      ['codigo', 'nombres', 'apellidos', 'documento', 'tipo', 'ingreso'].map(word),
      [
        word('00123'),
        word('María José'),
        word('Peña'),
        { value: 12345678, type: Number },
        word('empleado'),
        { value: new Date('2024-02-29T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
      ],
      [],
      [{ value: 77, type: Number }, word('Bo'), word('Li'), null, word('contratista'), { value: 45352, type: Number }],
      [
        word('88'),
        word('Cy'),
        word('Ma'),
        null,
        word('empleado'),
        { value: new Date('1924-02-29T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
      ],
    ]);
    const { accepted, refused } = await readRosterFile(bytes);
    expect(accepted).toMatchObject([{ row: 2, personCode: '00123', nationalId: '12345678', fromOn: '2024-02-29' }]);
    expect(refused).toMatchObject([
      { row: 4, personCode: '77', problems: [{ code: 'supplier-missing' }] },
      { row: 5, personCode: '88', problems: [{ column: 'starts_on', values: { text: '1924-02-29' } }] },
    ]);
  });

  const sheet = (rows: string): Record<string, string> => ({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
  });

  it.each<[string, () => Promise<Buffer>, FileProblemCode]>([
    ['a zip of something else', () => zip({ 'lista.csv': HEADER }), 'zip'],
    ['a document', () => zip({ '[Content_Types].xml': '', 'word/document.xml': '' }), 'not-a-table'],
    ['an OpenDocument sheet', () => zip({ mimetype: '', 'content.xml': '' }), 'other-spreadsheet'],
    ['a binary workbook', () => zip({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }), 'other-spreadsheet'],
    ['half a workbook', async () => (await zip(sheet(''))).subarray(0, 300), 'broken-workbook'],
    [
      'a workbook without sense inside',
      () => zip({ ...sheet(''), 'xl/worksheets/sheet1.xml': '<worksheet><row', 'xl/workbook.xml': '<<<' }),
      'broken-workbook',
    ],
    ['a sheet of nothing', () => zip(sheet('')), 'empty'],
    ['a million rows', () => zip(sheet('<row r="1"/>'.repeat(1_000_000))), 'too-many-rows'],
    ['a bomb', () => zip({ ...sheet(''), 'xl/media/image1.png': Buffer.alloc(60 * 1024 * 1024) }), 'swollen-workbook'],
    ['a sheet with one cell in its last row', () => zip(sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')), 'too-many-rows'],
    ['a sheet with one cell in its last column', () => zip(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')), 'too-many-columns'],
  ])(
    'is refused as %s',
    async (_, bytes, code) => {
      expect(await refusalOf(await bytes())).toBe(code);
    },
    90_000,
  );

  it('is refused when the zip lies about its sizes', async () => {
    const content = Buffer.alloc(30 * 1024 * 1024, 32);
    const honest = await zip({ ...sheet(''), 'xl/worksheets/sheet1.xml': content });
    const lie = Buffer.from(honest);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(content.length);
    for (let at = lie.indexOf(length); at !== -1; at = lie.indexOf(length, at + 4)) lie.writeUInt32LE(1_000, at);
    expect(await refusalOf(lie)).toBe('broken-workbook');
  });

  it('never runs what a cell says', async () => {
    const bytes = await zip(
      sheet(`<row r="1">${HEADER.split(',')
        .map((name, n) => `<c r="${'ABCDE'[n]}1" t="inlineStr"><is><t>${name}</t></is></c>`)
        .join('')}</row>
      <row r="2">${['E1', '&#61;cmd', 'Ruiz', 'empleado'].map((cell, n) => `<c r="${'ABCD'[n]}2" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}<c r="E2" t="str"><f>TODAY()</f><v>2024-01-01</v></c></row>`),
    );
    expect((await readRosterFile(bytes)).accepted).toMatchObject([{ givenName: '=cmd', fromOn: '2024-01-01' }]);
  });
});

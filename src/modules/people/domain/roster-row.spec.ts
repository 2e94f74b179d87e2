import { COLUMN_NAMES, ROSTER_COLUMNS, type RosterColumn } from './roster-columns';
import { readHeader } from './roster-header';
import { isBlank, parseRow, type RowResult } from './roster-row';

const header = (() => {
  const read = readHeader(ROSTER_COLUMNS.map((column) => COLUMN_NAMES.es[column]));
  if (!read.ok) throw new Error(read.problem.code);
  return read.header;
})();
const good: Partial<Record<RosterColumn, string>> = {
  person_code: 'E001',
  given_name: 'María José',
  family_name: 'Ñahui Quispe',
  kind: 'empleado',
  starts_on: '2024-02-29',
};
const row = (cells: Partial<Record<RosterColumn, string>>): RowResult =>
  parseRow(
    header,
    ROSTER_COLUMNS.map((column) => ({ ...good, ...cells })[column] ?? ''),
    7,
  );
const accepted = (cells: Partial<Record<RosterColumn, string>>) => {
  const result = row(cells);
  if (!result.ok) throw new Error(JSON.stringify(result.refused.problems));
  return result.value;
};
const problems = (cells: Partial<Record<RosterColumn, string>>) => {
  const result = row(cells);
  return result.ok ? [] : result.refused.problems.map((problem) => `${problem.column} ${problem.code}`);
};

describe('one row of a roster', () => {
  it('is understood with only what is required', () => {
    expect(accepted({})).toMatchObject({
      row: 7,
      codeKey: 'E001',
      kind: 'staff',
      fromOn: '2024-02-29',
      untilOn: null,
      email: null,
      language: undefined,
    });
  });

  it('ignores case, spaces, no-break spaces and the marks of spreadsheets', () => {
    expect(accepted({ person_code: ' e001\u00A0', given_name: '\uFEFFMarı́a  \n José' })).toMatchObject({
      personCode: 'e001',
      codeKey: 'E001',
    });
    expect(accepted({ person_code: '="00123"' }).personCode).toBe('00123');
    expect(accepted({ family_name: 'Pen\u0303a' }).familyName).toBe('Peña');
  });

  it('names every column that is wrong, not only the first', () => {
    expect(problems({ person_code: '', given_name: '  ', kind: 'jefe', starts_on: '31/02/2024' })).toEqual([
      'person_code required',
      'given_name required',
      'kind not-a-kind',
      'starts_on no-such-day',
    ]);
  });

  it.each([
    ['2024-03-01', '2024-03-01'],
    ['2024-03-01T00:00:00.000Z', '2024-03-01'],
    ['2024-03-01 00:00:00', '2024-03-01'],
    ['01/03/2024', '2024-03-01'],
    ['1/3/2024', '2024-03-01'],
    ['1-3-2024', '2024-03-01'],
    ['1.3.2024', '2024-03-01'],
    ['45352', '2024-03-01'],
    ['45352.75', '2024-03-01'],
  ])('reads the date %s', (text, day) => {
    expect(accepted({ starts_on: text }).fromOn).toBe(day);
  });

  it.each([
    ['31/02/2024', 'no-such-day'],
    ['29/02/2023', 'no-such-day'],
    ['03/25/2024', 'no-such-day'],
    ['2024-13-01', 'no-such-day'],
    ['01/03/24', 'two-digit-year'],
    ['01/03/1024', 'year-out-of-range'],
    ['99999', 'year-out-of-range'],
    ['ayer', 'not-a-date'],
    ['2024', 'year-out-of-range'],
    ['=TODAY()', 'not-a-date'],
  ])('refuses the date %s', (text, code) => {
    expect(problems({ starts_on: text })).toEqual([`starts_on ${code}`]);
  });

  it('keeps the day after the last day, and refuses an end before the start', () => {
    expect(accepted({ ends_on: '29/02/2024' }).untilOn).toBe('2024-03-01');
    expect(problems({ ends_on: '2024-02-28' })).toEqual(['ends_on ends-before-start']);
  });

  it('asks a contractor for the supplier, and a person of the staff for none', () => {
    expect(accepted({ kind: 'Contratista', supplier: 'Limpieza Sur' })).toMatchObject({ kind: 'contractor', supplier: 'Limpieza Sur' });
    expect(problems({ kind: 'contractor' })).toEqual(['supplier supplier-missing']);
    expect(problems({ kind: 'staff', supplier: 'Limpieza Sur' })).toEqual(['supplier supplier-of-staff']);
  });

  it('refuses numbers that a spreadsheet has rounded', () => {
    expect(problems({ person_code: '1.23E+05' })).toEqual(['person_code number-rounded']);
    expect(problems({ phone: '5,19E+10' })).toEqual(['phone number-rounded']);
  });

  it.each(['372e29917', '12E5', '1E5', '2026E01', '1.5E2'])('takes the code %s for a code', (code) => {
    expect(accepted({ person_code: code })).toMatchObject({ personCode: code });
  });

  it('refuses a number where a name should be, and lets whoever has one name have a dash', () => {
    expect(problems({ given_name: '45292' })).toEqual(['given_name not-a-name']);
    expect(problems({ family_name: '45.678.912' })).toEqual(['family_name not-a-name']);
    expect(problems({ given_name: '01/02/2024' })).toEqual(['given_name not-a-name']);
    for (const family_name of ['-', '.', '+1+1', 'Li 2.º', '波', 'O’Neill III']) expect(problems({ family_name })).toEqual([]);
  });

  it('refuses what no name has: controls, turned text, lost characters, and more text than fits', () => {
    expect(problems({ given_name: 'Ma\u0000ría' })).toEqual(['given_name control-characters']);
    expect(problems({ given_name: 'Ana \u202Egpj.exe' })).toEqual(['given_name control-characters']);
    expect(problems({ family_name: 'Mu\uFFFDoz' })).toEqual(['family_name lost-characters']);
    expect(problems({ job_title: 'x'.repeat(121) })).toEqual(['job_title too-long']);
  });

  it('keeps text that looks like a formula as the text that it is', () => {
    expect(accepted({ job_title: "=cmd|' /C calc'!A0" }).jobTitle).toBe("=cmd|' /C calc'!A0");
  });

  it('checks e-mail and language', () => {
    expect(accepted({ email: ' Ana@Ejemplo.COM ', language: 'Inglés' })).toMatchObject({ email: 'ana@ejemplo.com', language: 'en' });
    expect(problems({ email: 'ana@', language: 'klingon' })).toEqual(['email not-an-email', 'language not-a-language']);
  });

  it('lets nobody be their own manager', () => {
    expect(problems({ manager_code: 'e001 ' })).toEqual(['manager_code own-manager']);
  });

  it('notices cells beyond the header: an unquoted comma has shifted the row', () => {
    const cells = ROSTER_COLUMNS.map((column) => good[column] ?? '');
    const result = parseRow(header, [...cells, 'Lima'], 3);
    expect(!result.ok && result.refused.problems[0]?.code).toBe('row-too-wide');
    expect(parseRow(header, [...cells, ' ', ''], 3).ok).toBe(true);
  });

  it('knows a blank row', () => {
    expect(isBlank(['', ' \u00A0', '\uFEFF'])).toBe(true);
    expect(isBlank(['', '0'])).toBe(false);
  });
});

describe('the header of a roster', () => {
  const read = (...cells: string[]) => readHeader(cells);

  it('is read in both languages, whatever the case, accents, spaces and underscores', () => {
    for (const cells of [
      ['\uFEFFCódigo', 'NOMBRES', ' Apellidos ', 'Tipo', 'Ingreso', 'Código Jefe', 'Documento_Proveedor', 'Área', 'Teléfono'],
      ['person_code', 'Given Name', 'FAMILY-NAME', 'kind', 'startsOn', 'manager code', 'Supplier Tax ID', 'team', 'phone'],
    ]) {
      const result = readHeader(cells);
      expect(result.ok && [...result.header.at.keys()]).toEqual([
        'person_code',
        'given_name',
        'family_name',
        'kind',
        'starts_on',
        'manager_code',
        'supplier_tax_id',
        'team',
        'phone',
      ]);
    }
  });

  it('names the required columns that are missing', () => {
    expect(read('codigo', 'nombres', 'tipo')).toMatchObject({
      ok: false,
      problem: { code: 'missing-columns', values: { columns: 'apellidos, ingreso' } },
    });
    expect(read('uno', 'dos')).toMatchObject({ ok: false, problem: { code: 'no-header' } });
  });

  it('refuses two headings that mean the same', () => {
    expect(read('codigo', 'nombres', 'apellidos', 'tipo', 'ingreso', 'equipo', 'area')).toMatchObject({
      ok: false,
      problem: { code: 'same-column-twice', values: { first: 'equipo', second: 'area' } },
    });
  });

  it('says which columns it does not use', () => {
    const result = read('codigo', 'nombres', 'apellidos', 'tipo', 'ingreso', 'Sueldo', '');
    expect(result.ok && result.header.ignored).toEqual(['Sueldo']);
  });
});

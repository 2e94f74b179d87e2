import { COLUMN_NAMES, FILE_LIMITS, REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from './roster-columns';
import type { FileProblem } from './roster-problem';

export interface RosterHeader {
  /** Where each known column stands in the file. */
  readonly at: ReadonlyMap<RosterColumn, number>;
  readonly width: number;
  /** Headings that mean nothing to us; the preview says that they were not used. */
  readonly ignored: readonly string[];
}

/** Reads one row as the header; a problem when a required column is missing or two headings mean the same. */
export function readHeader(
  cells: readonly string[],
): { readonly ok: true; readonly header: RosterHeader } | { readonly ok: false; readonly problem: FileProblem } {
  if (cells.length > FILE_LIMITS.columns)
    return { ok: false, problem: { code: 'too-many-columns', values: { limit: FILE_LIMITS.columns } } };
  const at = new Map<RosterColumn, number>();
  const ignored: string[] = [];
  for (const [index, heading] of cells.entries()) {
    const column = MEANINGS.get(foldHeading(heading));
    const earlier = column === undefined ? undefined : at.get(column);
    if (earlier !== undefined) {
      return { ok: false, problem: { code: 'same-column-twice', values: { first: shown(cells[earlier]), second: shown(heading) } } };
    }
    if (column !== undefined) at.set(column, index);
    else if (heading.trim() !== '') ignored.push(shown(heading));
  }
  const missing = REQUIRED_COLUMNS.filter((column) => !at.has(column));
  if (missing.length > 0) return { ok: false, problem: missingColumns(missing, at.size) };
  return { ok: true, header: { at, width: cells.length, ignored } };
}

/** How many headings of this row we know: tells the header from a title above it, and a comma from a semicolon. */
export const knownHeadings = (cells: readonly string[]): number =>
  cells.slice(0, FILE_LIMITS.columns).filter((cell) => MEANINGS.has(foldHeading(cell))).length;

/** Case, accents, spaces, underscores, dots and the byte order mark do not make a different heading. */
export function foldHeading(heading: string): string {
  return heading
    .slice(0, 80)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

const ALSO: Readonly<Partial<Record<RosterColumn, readonly string[]>>> = {
  person_code: ['codigo persona', 'codigo empleado', 'codigo trabajador', 'employee code', 'employee id', 'code'],
  given_name: ['nombre', 'first name', 'given names'],
  family_name: ['apellido', 'last name', 'surname', 'family names'],
  email: ['correo electronico', 'e-mail', 'mail'],
  phone: ['celular', 'movil', 'telephone', 'mobile'],
  national_id: ['documento identidad', 'documento de identidad', 'dni'],
  birth_year: ['ano nacimiento', 'ano de nacimiento', 'year of birth'],
  kind: ['type'],
  supplier: ['contratista', 'empresa contratista', 'contractor company'],
  supplier_tax_id: ['ruc proveedor', 'nit proveedor', 'cif proveedor', 'documento de proveedor', 'documento del proveedor'],
  team: ['area', 'department'],
  site: ['location'],
  job_title: ['puesto', 'position'],
  manager_code: ['jefe', 'codigo de jefe', 'codigo del jefe', 'manager'],
  starts_on: ['alta', 'fecha alta', 'fecha de alta', 'fecha ingreso', 'fecha de ingreso', 'start date', 'starts'],
  ends_on: ['baja', 'fecha baja', 'fecha de baja', 'fecha salida', 'fecha de salida', 'fecha cese', 'fecha de cese', 'end date', 'ends'],
  language: ['lengua'],
};

/** Every name by which we know a column, folded. */
export const headingsOf = (column: RosterColumn): string[] =>
  [COLUMN_NAMES.en[column], COLUMN_NAMES.es[column], ...(ALSO[column] ?? [])].map(foldHeading);

const MEANINGS: ReadonlyMap<string, RosterColumn> = new Map(
  ROSTER_COLUMNS.flatMap((column) => headingsOf(column).map((name) => [name, column] as const)),
);

function missingColumns(missing: readonly RosterColumn[], found: number): FileProblem {
  if (found === 0) return { code: 'no-header', values: {} };
  return {
    code: 'missing-columns',
    values: { columns: missing.map((column) => COLUMN_NAMES.es[column]).join(', '), names: missing.join(', ') },
  };
}

export const shown = (text: string | undefined): string => (text ?? '').replace(/\p{C}/gu, '').trim().slice(0, 60);

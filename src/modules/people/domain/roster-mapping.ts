import { createHash } from 'node:crypto';
import { tidy } from './cell-text';
import { FILE_LIMITS, REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from './roster-columns';
import { parseRosterDate } from './roster-date';
import { foldHeading, headingsOf, type RosterHeader, shown } from './roster-header';
import { KINDS, LANGUAGES } from './roster-row';
import { foldName } from './person';

/** Where each column stands in a file that calls them by names of its own. */
export type ColumnMapping = Readonly<Partial<Record<RosterColumn, number>>>;

/** What a person needs to see of a file to say which column is which. */
export interface FileColumns {
  readonly signature: string;
  readonly headings: readonly string[];
  /** Of the first rows, all cells. */
  readonly samples: readonly (readonly string[])[];
}

/** Two files come from one source when their header rows say the same. */
export function signatureOf(cells: readonly string[]): string {
  const words = cells.slice(0, FILE_LIMITS.columns).map((cell) => tidy(cell).normalize('NFKC').toLowerCase());
  while (words.at(-1) === '') words.pop();
  return createHash('sha256').update(words.join('\u0001')).digest('hex');
}

/** The name of a file without what changes from month to month. */
export const patternOf = (fileName: string): string =>
  foldName(fileName)
    .replace(/\.[a-z]{2,5}$/, '')
    .replace(/\d+/g, '#')
    .slice(-200);

/** The header row of a file whose columns somebody has named. */
export function headerFrom(mapping: ColumnMapping, cells: readonly string[]): RosterHeader {
  const at = new Map(Object.entries(mapping) as [RosterColumn, number][]);
  const used = new Set(at.values());
  return { at, width: cells.length, ignored: cells.filter((cell, index) => !used.has(index) && cell.trim() !== '').map(shown) };
}

/**
 * The row that looks most like a header where hardly a heading is known: the first in which nobody was born, hired or written to,
 * because every row of people has a date. Null when none is wide enough.
 */
export function likelyHeader<Row extends { readonly cells: readonly string[] }>(rows: readonly Row[]): Row | null {
  const wide = rows.filter(({ cells }) => filled(cells).length >= REQUIRED_COLUMNS.length);
  const widest = Math.max(0, ...wide.map(({ cells }) => filled(cells).length));
  return wide.find(({ cells }) => !filled(cells).some(isOfPerson)) ?? wide.find(({ cells }) => filled(cells).length === widest) ?? null;
}

const filled = (cells: readonly string[]): string[] => cells.map(tidy).filter((cell) => cell !== '');

/** What stands in rows of people, and never in a heading. */
const isOfPerson = (cell: string): boolean => parseRosterDate(cell).ok || isAddress(cell);

export function columnsOfFile(header: readonly string[], rows: readonly (readonly string[])[]): FileColumns {
  const headings = header.slice(0, FILE_LIMITS.columns).map(shown);
  const samples = rows.slice(0, SAMPLES).map((cells) => headings.map((_, index) => shown(tidy(cells[index] ?? ''))));
  return { signature: signatureOf(header), headings, samples };
}

const SAMPLES = 3;

/** What each column probably is, by its heading and by what stands in it; a person looks at it before it counts. */
export function guessMapping({ headings, samples }: Pick<FileColumns, 'headings' | 'samples'>): ColumnMapping {
  const scored = ROSTER_COLUMNS.flatMap((column) =>
    headings.map((heading, index) => {
      const values = samples.map((row) => row[index] ?? '').filter((value) => value !== '');
      return { column, index, score: alike(heading, column) + fitOf(column, values) };
    }),
  );
  const mapping: Partial<Record<RosterColumn, number>> = {};
  const taken = new Set<number>();
  for (const { column, index, score } of scored.sort((a, b) => b.score - a.score || a.index - b.index)) {
    if (score < CONVINCING || mapping[column] !== undefined || taken.has(index)) continue;
    mapping[column] = index;
    taken.add(index);
  }
  const code = mapping.person_code ?? likelyCode(headings.length, samples, taken);
  return code === undefined ? mapping : { ...mapping, person_code: code };
}

/** Lists begin with what tells their rows apart: the first column left in which each row has a code of its own. */
function likelyCode(width: number, samples: readonly (readonly string[])[], taken: ReadonlySet<number>): number | undefined {
  const isCode = (index: number): boolean => {
    const values = samples.map((row) => row[index] ?? '');
    return (
      values.length > 0 &&
      new Set(values).size === values.length &&
      values.every((value) => FITS.person_code?.test(value) && !isDate(value))
    );
  };
  return Array.from({ length: width }, (_, index) => index).find((index) => !taken.has(index) && isCode(index));
}

const CONVINCING = 0.5;

function alike(heading: string, column: RosterColumn): number {
  const folded = foldHeading(heading);
  if (folded === '') return 0;
  return Math.max(
    ...headingsOf(column).map((name) => {
      if (name === folded) return 1;
      if (name.length >= 4 && folded.length >= 4 && (folded.includes(name) || name.includes(folded))) return 0.7;
      return dice(folded, name) * 0.8;
    }),
  );
}

/** The share of letter pairs that two words have in common. */
function dice(a: string, b: string): number {
  const pairs = (text: string): string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  const rest = pairs(b);
  const all = pairs(a);
  const common = all.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / Math.max(1, all.length + pairs(b).length);
}

/** How well the values fit a column: more than nothing where they say it themselves, minus one where they deny it. */
function fitOf(column: RosterColumn, values: readonly string[]): number {
  const fit = FITS[column];
  if (fit === undefined || values.length === 0) return 0;
  return values.every(fit.test) ? fit.worth : -1;
}

const isDate = (value: string): boolean => parseRosterDate(value).ok;
const isAddress = (value: string): boolean => /^\S+@\S+\.\S+$/.test(value);
const hasDigits = (value: string): boolean => /\d{4}/.test(value);

const FITS: Readonly<Partial<Record<RosterColumn, { readonly test: (value: string) => boolean; readonly worth: number }>>> = {
  person_code: { test: (value) => /\d/.test(value) && !/[\s@/]/.test(value), worth: 0.1 },
  given_name: { test: (value) => !/[\d@]/.test(value), worth: 0 },
  family_name: { test: (value) => !/[\d@]/.test(value), worth: 0 },
  email: { test: isAddress, worth: 0.6 },
  phone: { test: hasDigits, worth: 0 },
  national_id: { test: hasDigits, worth: 0 },
  birth_year: { test: (value) => /(?:19|20)\d\d/.test(value), worth: 0 },
  kind: { test: (value) => KINDS.has(foldName(value)), worth: 0.9 },
  starts_on: { test: isDate, worth: 0.5 },
  ends_on: { test: isDate, worth: 0.1 },
  language: { test: (value) => LANGUAGES.has(foldName(value)), worth: 0.5 },
};

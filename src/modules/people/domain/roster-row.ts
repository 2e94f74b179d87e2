import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { type EmailAddress, parseEmailAddress } from '#kernel/email-address';
import type { Locale } from '#kernel/locale';
import { checkCharacters, tidy, wasRounded } from './cell-text';
import { codeKeyOf, type EngagementKind, foldName } from './person';
import { LONGEST, REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from './roster-columns';
import { parseRosterDate } from './roster-date';
import type { RosterHeader } from './roster-header';
import type { RowProblem, RowProblemCode, Values } from './roster-problem';
import type { SharedTexts } from './shared-texts';

/**
 * One row, understood. `undefined` means that the file has no such column and nothing changes;
 * `null` means that the cell is empty, and what was there goes.
 */
export interface RosterRow {
  readonly row: number;
  readonly personCode: string;
  readonly codeKey: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: EmailAddress | null | undefined;
  readonly phone: string | null | undefined;
  readonly nationalId: string | null | undefined;
  readonly birthYear: number | null | undefined;
  /** Undefined also where the cell is empty: nobody is without a language. */
  readonly language: Locale | undefined;
  readonly kind: EngagementKind;
  readonly supplier: string | null | undefined;
  readonly supplierTaxId: string | null | undefined;
  readonly team: string | null | undefined;
  readonly site: string | null | undefined;
  readonly jobTitle: string | null | undefined;
  readonly managerCode: string | null | undefined;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null | undefined;
}

/** What can be said of a row that was refused, so that people find it in their own file. */
export interface RefusedRow {
  readonly row: number;
  readonly personCode: string;
  readonly name: string;
  readonly problems: readonly RowProblem[];
}

export type RowResult = { readonly ok: true; readonly value: RosterRow } | { readonly ok: false; readonly refused: RefusedRow };

/** Turns the cells of one row into a {@link RosterRow}, or names everything that is wrong with it. */
export function parseRow(header: RosterHeader, cells: readonly string[], row: number, shared?: SharedTexts): RowResult {
  const problems: RowProblem[] = [];
  const refuse = (column: RosterColumn, code: RowProblemCode, values: Values = {}): void =>
    void problems.push({ row, column, code, values });
  const texts = readTexts(header, cells, refuse);
  const kind = readKind(texts, refuse);
  const fromOn = readDate(texts, 'starts_on', refuse) ?? null;
  const lastDay = readDate(texts, 'ends_on', refuse);
  if (fromOn !== null && lastDay != null && lastDay < fromOn) refuse('ends_on', 'ends-before-start', { start: fromOn, end: lastDay });
  const email = readEmail(texts, refuse);
  const language = readLanguage(texts, refuse);
  const birthYear = readBirthYear(texts, fromOn, refuse);
  checkSupplier(kind, texts, refuse);
  if (texts.manager_code != null && texts.person_code != null && codeKeyOf(texts.manager_code) === codeKeyOf(texts.person_code)) {
    refuse('manager_code', 'own-manager');
  }
  const { person_code: personCode, given_name: givenName, family_name: familyName } = texts;
  if (problems.length > 0 || !personCode || !givenName || !familyName || kind === null || fromOn === null) {
    return {
      ok: false,
      refused: { row, personCode: visible(personCode), name: visible(`${givenName ?? ''} ${familyName ?? ''}`), problems },
    };
  }
  const value: RosterRow = {
    row,
    personCode,
    codeKey: codeKeyOf(personCode),
    givenName,
    familyName,
    email,
    phone: texts.phone,
    nationalId: texts.national_id,
    birthYear,
    language,
    kind,
    supplier: texts.supplier,
    supplierTaxId: texts.supplier_tax_id,
    team: texts.team,
    site: texts.site,
    jobTitle: texts.job_title,
    managerCode: texts.manager_code,
    fromOn,
    untilOn: lastDay == null ? lastDay : addDays(lastDay, 1),
  };
  return { ok: true, value: shared ? shared.in(value, REPEATED) : value };
}

/** What many rows say in the same words. */
export const REPEATED = [
  'supplier',
  'supplierTaxId',
  'team',
  'site',
  'jobTitle',
  'managerCode',
  'fromOn',
  'untilOn',
  'kind',
  'language',
] as const;

/** A row in which nobody wrote anything is not a row. */
export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '' || tidy(cell) === '');

/** Of a text that was refused, what can be shown and stored everywhere. */
const visible = (text: string | null | undefined): string => (text ?? '').replace(/\p{C}/gu, '').trim();

type Texts = Readonly<Partial<Record<RosterColumn, string | null>>>;
type Refuse = (column: RosterColumn, code: RowProblemCode, values?: Values) => void;

function readTexts(header: RosterHeader, cells: readonly string[], refuse: Refuse): Texts {
  const texts: Partial<Record<RosterColumn, string | null>> = {};
  if (cells.slice(header.width).some((cell) => tidy(cell) !== '')) refuse('person_code', 'row-too-wide', { columns: header.width });
  for (const column of ROSTER_COLUMNS) {
    const index = header.at.get(column);
    if (index === undefined) continue;
    const text = tidy(cells[index] ?? '');
    texts[column] = text === '' ? null : text;
    if (text !== '') checkText(column, text, refuse);
  }
  for (const column of REQUIRED_COLUMNS) if (texts[column] == null) refuse(column, 'required');
  return texts;
}

function checkText(column: RosterColumn, text: string, refuse: Refuse): void {
  const limit = LONGEST[column] ?? 40;
  const characters = checkCharacters(text);
  if (!characters.ok) refuse(column, characters.refusal);
  else if (text.length > limit || (CODES.has(column) && codeKeyOf(text).length > limit))
    refuse(column, 'too-long', { limit, length: text.length });
  else if (IDENTIFIERS.has(column) && wasRounded(text)) refuse(column, 'number-rounded', { text });
  else if (NAMES.has(column) && /^\d[\d.,/ -]*$/.test(text)) refuse(column, 'not-a-name', { text: text.slice(0, 40) });
}

// In capitals a code may be longer than it was written (ß).
const CODES: ReadonlySet<RosterColumn> = new Set(['person_code', 'manager_code']);
// Whoever has one name only is written with a dash or a dot for the other; with a number a column has shifted.
const NAMES: ReadonlySet<RosterColumn> = new Set(['given_name', 'family_name']);
const IDENTIFIERS: ReadonlySet<RosterColumn> = new Set(['person_code', 'manager_code', 'national_id', 'supplier_tax_id', 'phone']);

function readDate(texts: Texts, column: 'starts_on' | 'ends_on', refuse: Refuse): CalendarDate | null | undefined {
  const text = texts[column];
  if (text == null) return text;
  const day = parseRosterDate(text);
  if (day.ok) return day.value;
  refuse(column, day.refusal, { ...day.details, text: text.slice(0, 40) });
  return null;
}

function readEmail(texts: Texts, refuse: Refuse): EmailAddress | null | undefined {
  if (texts.email == null) return texts.email;
  const email = parseEmailAddress(texts.email);
  if (email === null) refuse('email', 'not-an-email', { text: texts.email.slice(0, 60) });
  return email;
}

/** The year of birth, also out of a whole date: more than the year nobody needs. */
function readBirthYear(texts: Texts, fromOn: CalendarDate | null, refuse: Refuse): number | null | undefined {
  const text = texts.birth_year;
  if (text == null) return text;
  const year = Number(BIRTH.exec(text)?.slice(1).join('') ?? 0);
  const starts = fromOn === null ? null : Number(fromOn.slice(0, 4));
  const likely = year >= 1900 && year <= 2099 && (starts === null || (year <= starts - YOUNGEST && year >= starts - OLDEST));
  if (!likely) refuse('birth_year', 'not-a-birth-year', { text: text.slice(0, 40) });
  return year;
}

const BIRTH = /^(?:(\d{4})|(\d{4})-\d{1,2}-\d{1,2}(?:T.*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}))$/;
/** Nobody starts to work at an age outside these. */
const [YOUNGEST, OLDEST] = [13, 100];

function readKind(texts: Texts, refuse: Refuse): EngagementKind | null {
  if (texts.kind == null) return null;
  const kind = KINDS.get(foldName(texts.kind)) ?? null;
  if (kind === null) refuse('kind', 'not-a-kind', { text: texts.kind.slice(0, 40) });
  return kind;
}

function readLanguage(texts: Texts, refuse: Refuse): Locale | undefined {
  if (texts.language == null) return undefined;
  const language = LANGUAGES.get(foldName(texts.language).replace(/[-_].*$/, ''));
  if (language === undefined) refuse('language', 'not-a-language', { text: texts.language.slice(0, 40) });
  return language;
}

function checkSupplier(kind: EngagementKind | null, texts: Texts, refuse: Refuse): void {
  if (kind === 'contractor' && texts.supplier == null) refuse('supplier', 'supplier-missing');
  if (kind === 'staff' && texts.supplier != null) refuse('supplier', 'supplier-of-staff', { supplier: texts.supplier.slice(0, 60) });
}

export const KINDS: ReadonlyMap<string, EngagementKind> = new Map([
  ...['staff', 'employee', 'empleado', 'empleada', 'planilla'].map((word) => [word, 'staff'] as const),
  ...['contractor', 'contratista', 'subcontratado', 'subcontratada', 'tercero', 'tercera'].map((word) => [word, 'contractor'] as const),
]);

export const LANGUAGES: ReadonlyMap<string, Locale> = new Map([
  ...['es', 'spa', 'espanol', 'castellano', 'spanish'].map((word) => [word, 'es'] as const),
  ...['en', 'eng', 'ingles', 'english'].map((word) => [word, 'en'] as const),
]);

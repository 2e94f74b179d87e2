import { type Instant, plusDaysOf24Hours } from '#kernel/instant';
import type { RosterColumn } from './roster-columns';

/** For so long an import can be taken back. */
export const UNDO_DAYS = 30;

export const undoEndsAt = (appliedAt: Instant): Instant => plusDaysOf24Hours(appliedAt, UNDO_DAYS);

/** The tables that an import writes to, apart from the places that it names for the first time. */
export type ChangedRow = 'person' | 'engagement' | 'supplier';
export type Fields = Readonly<Record<string, string | number | null>>;

/** Why something stays as the import left it. Codes are message keys: `people.undo.because.<code>`. */
export type UndoReason =
  | 'changed-by-import'
  | 'changed-by-hand'
  | 'merged'
  | 'manager-gone'
  | 'newer-engagement'
  | 'email-taken'
  | 'has-diploma'
  | 'has-learned'
  | 'has-signed-in'
  | 'was-assigned'
  | 'manages'
  | 'is-mentioned';

/** `record` is the person itself, which stays although its engagement goes. */
export type UndoField = RosterColumn | 'record';

/** One thing that an undo leaves as it is: whose, which, and why. */
export interface UndoRest {
  readonly personCode: string;
  readonly name: string;
  readonly field: UndoField;
  readonly reason: UndoReason;
  /** JSON of the values of the reason's sentence. */
  readonly detail: string;
}

/** What of an update can go back: every field that still holds what the import wrote. Kind and supplier go together. */
export function fieldsBack(was: Fields, wrote: Fields, now: Fields): { readonly back: Fields; readonly changed: readonly string[] } {
  const isChanged = (name: string): boolean => now[name] !== wrote[name];
  const touched = Object.keys(wrote);
  const changed = touched.filter(
    (name) => isChanged(name) || (TOGETHER.has(name) && touched.some((other) => TOGETHER.has(other) && isChanged(other))),
  );
  const back = Object.fromEntries(touched.filter((name) => !changed.includes(name)).map((name) => [name, was[name] ?? null]));
  return { back, changed };
}

/** The fields of a new row that are no longer what the import wrote. */
export const changedSince = (wrote: Fields, now: Fields): string[] =>
  Object.keys(wrote).filter((name) => !OWN_CHOICE.has(name) && now[name] !== wrote[name]);

export const columnOf = (field: string): RosterColumn => COLUMNS[field] ?? 'person_code';

const TOGETHER: ReadonlySet<string> = new Set(['kind', 'supplierId']);

/** Everybody chooses their own language: that is no correction of the roster. */
const OWN_CHOICE: ReadonlySet<string> = new Set(['language']);

const COLUMNS: Readonly<Record<string, RosterColumn>> = {
  personCode: 'person_code',
  personId: 'person_code',
  givenName: 'given_name',
  familyName: 'family_name',
  email: 'email',
  phone: 'phone',
  nationalId: 'national_id',
  birthYear: 'birth_year',
  language: 'language',
  kind: 'kind',
  supplierId: 'supplier',
  taxId: 'supplier_tax_id',
  teamId: 'team',
  siteId: 'site',
  jobTitle: 'job_title',
  managerId: 'manager_code',
  fromOn: 'starts_on',
  untilOn: 'ends_on',
};

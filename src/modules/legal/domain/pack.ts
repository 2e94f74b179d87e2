import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { LayoutPage, PaperSize } from './layout';

type ByLocale = Readonly<Record<Locale, string>>;

/** What a country's law asks for when somebody was trained: which facts, by when, on which sheet. Data, read from `legal/<pack>/`. */
export interface Pack {
  readonly pack: string;
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly title: ByLocale;
  /** What the paper is called. */
  readonly paper: ByLocale;
  /** In which language the paper itself is written. */
  readonly language: Locale;
  readonly note: Note;
  readonly deadline: Deadline;
  readonly fields: readonly PackField[];
  readonly catalogues: Readonly<Record<string, readonly CatalogueEntry[]>>;
  readonly sheet: { readonly size: PaperSize; readonly pages: readonly LayoutPage[] };
  /** Of everything above: a paper remembers by which text it was made. */
  readonly hash: string;
}

/** What the authors read and when. It is no legal advice: the company checks with its own counsel. */
export interface Note {
  readonly readOn: CalendarDate;
  readonly text: ByLocale;
  readonly sources: readonly string[];
}

/** So many working days after the completion the paper is in the person's hands. */
export interface Deadline {
  readonly workingDays: number;
  readonly holidays: readonly HolidayRule[];
}

/** `01-01`; the first Monday of February; and one that comes only every so many years. */
export type HolidayRule =
  | { readonly day: string; readonly from?: number; readonly every?: number }
  | { readonly month: number; readonly weekday: number; readonly nth: number };

/** Of whom something is to be known: of each person, of each employer (the company, or a supplier), of each unit. */
export const SCOPES = ['person', 'employer', 'unit'] as const;
export type Scope = (typeof SCOPES)[number];

/** What the product knows by itself; a field may begin with it. */
export const FACTS = [
  'person.name',
  'person.given-name',
  'person.family-name',
  'person.national-id',
  'person.job-title',
  'employer.name',
  'employer.tax-id',
  'unit.title',
  'unit.hours',
  'period.from',
  'period.to',
] as const;
export type Fact = (typeof FACTS)[number];

export interface PackField {
  readonly field: string;
  readonly scope: Scope;
  readonly label: ByLocale;
  readonly hint: ByLocale | null;
  readonly isRequired: boolean;
  /** The whole value, written as it is compared: upper case where the field says so. */
  readonly pattern: RegExp | null;
  readonly isUpperCase: boolean;
  readonly longest: number;
  /** One of this list, by its code. */
  readonly catalogue: string | null;
  /** Where nothing was written, this is taken, if it fits. */
  readonly fact: Fact | null;
  readonly usual: string | null;
}

export interface CatalogueEntry {
  readonly code: string;
  readonly label: string;
  /** A heading of the list, which nobody chooses. */
  readonly isHeading: boolean;
}

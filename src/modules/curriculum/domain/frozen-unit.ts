import type { ByLocale, Item, Lesson, Unit, UnitSheet } from './unit';

/** What an edition keeps for ever: the unit as written, and a fingerprint of each drawing. */
export interface FrozenUnit {
  readonly format: 1;
  readonly unit: string;
  readonly sheet: UnitSheet;
  readonly drawings: readonly Drawing[];
  readonly lessons: ByLocale<readonly Lesson[]>;
  readonly items: ByLocale<readonly Item[]>;
}

export interface Drawing {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

/** Null for a unit that lacks a part; the check has said which. */
export function freeze({ sheet, lessons, tests, folder }: Unit, drawings: readonly Drawing[]): FrozenUnit | null {
  if (!sheet || !tests.es || !tests.en) return null;
  return { format: 1, unit: folder, sheet, drawings, lessons, items: { es: tests.es.items, en: tests.en.items } };
}

/** The same unit always gives the same text, in whatever order its parts were read; on which line something stood does not count. */
export function canonicalText(frozen: FrozenUnit): string {
  return JSON.stringify(frozen, (key, value: unknown) => {
    if (PLACES.has(key)) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

const PLACES = new Set(['line', 'lines', 'stemLine']);

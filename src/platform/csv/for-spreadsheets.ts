import type { Options } from 'csv-stringify';
import type { Locale } from '#kernel/locale';

/** Excel takes the separator from the language of the machine: semicolons where commas are decimals. */
const SEPARATORS: Readonly<Record<Locale, string>> = { es: ';', en: ',' };

/**
 * How a table is written that a spreadsheet opens as it is, by csv-stringify: a byte order mark, because Excel guesses the letters
 * without it, and an apostrophe in front of a text that it would run as a formula.
 */
export function forSpreadsheets(locale: Locale): Options {
  return { bom: true, delimiter: SEPARATORS[locale], escape_formulas: true, record_delimiter: 'windows' };
}

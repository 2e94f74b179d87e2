import { stringify } from 'csv-stringify/sync';
import type { Locale } from '#kernel/locale';
import type { Cell } from './report-columns';

/** Excel takes the separator from the language of the machine, and UTF-8 only with a mark in front. */
const SEPARATORS: Readonly<Record<Locale, string>> = { es: ';', en: ',' };
const BYTE_ORDER_MARK = '\uFEFF';

/** A page of rows at a time. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export async function* csvOf(headings: readonly string[], pages: AsyncIterable<readonly Cell[][]>, locale: Locale): AsyncGenerator<string> {
  const options = { delimiter: SEPARATORS[locale], record_delimiter: 'windows', escape_formulas: true } as const;
  yield BYTE_ORDER_MARK + stringify([[...headings]], options);
  for await (const page of pages)
    yield stringify(
      page.map((cells) => cells.map(written)),
      options,
    );
}

function written(cell: Cell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.on : cell;
}

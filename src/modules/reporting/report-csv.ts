import { stringify } from 'csv-stringify/sync';
import type { Locale } from '#kernel/locale';
import { forSpreadsheets } from '#platform/csv/for-spreadsheets';
import type { Cell } from './report-columns';

/** A page of rows at a time. */
export async function* csvOf(headings: readonly string[], pages: AsyncIterable<readonly Cell[][]>, locale: Locale): AsyncGenerator<string> {
  const options = forSpreadsheets(locale);
  yield stringify([[...headings]], options);
  for await (const page of pages)
    yield stringify(
      page.map((cells) => cells.map(written)),
      { ...options, bom: false },
    );
}

function written(cell: Cell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.on : cell;
}

import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Locale } from '#kernel/locale';
import { forSpreadsheets } from '#platform/csv/for-spreadsheets';
import { download, type Reply } from '#platform/http/reply';

type Line = readonly (string | number)[];

export const spreadsheet = (name: string, lines: Iterable<Line> | AsyncIterable<Line>, locale: Locale): Reply =>
  download({ name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: Readable.from(lines).pipe(stringify(forSpreadsheets(locale))) });

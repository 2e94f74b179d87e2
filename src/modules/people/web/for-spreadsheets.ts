import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { download, type Reply } from '#platform/http/reply';

type Line = readonly (string | number)[];

/** What a spreadsheet opens as it is: semicolons and a byte order mark for Excel, and no cell that it would calculate. */
const FOR_SPREADSHEETS = { delimiter: ';', bom: true, escape_formulas: true, record_delimiter: 'windows' } as const;

export const spreadsheet = (name: string, lines: Iterable<Line> | AsyncIterable<Line>): Reply =>
  download({ name: `${name}.csv`, type: 'text/csv; charset=utf-8', body: Readable.from(lines).pipe(stringify(FOR_SPREADSHEETS)) });

import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FILE_LIMITS } from '../domain/roster-columns';
import { knownHeadings } from '../domain/roster-header';
import { FileRefused, type Table } from './roster-table';

/** The rows of a text, one after the other: whoever stops reading stops the work. */
export async function* csvTable(text: string): Table {
  const { body, delimiter, offset } = dialectOf(text);
  if (hasMoreRowsThan(FILE_LIMITS.rows + TITLES_AND_HEADER, body)) throw new FileRefused('too-many-rows', { limit: FILE_LIMITS.rows });
  const parser = Readable.from(piecesOf(body)).pipe(
    parse({ delimiter, bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: false, max_record_size: LONGEST_RECORD }),
  );
  let row = offset;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells };
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error, offset) : error;
  }
}

const DELIMITERS = [',', ';', '\t'] as const;
const LONGEST_RECORD = 200_000;

/** The delimiter under which the most headings are known among the first lines. Excel may also say it itself, in a first line `sep=;`. */
function dialectOf(text: string): { body: string; delimiter: string; offset: number } {
  const said = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  if (said?.[1] !== undefined) return { body: text.slice(said[0].length), delimiter: said[1], offset: 1 };
  const lines = text.slice(0, 100_000).split(/\r\n|\n|\r/, 20);
  const known = DELIMITERS.map((delimiter) => {
    const rows = lines.filter((line) => line.trim() !== '').map((line) => line.split(delimiter).map(unquoted));
    // Where no heading is known to anybody, the delimiter that most lines have most of.
    const width = rows.map((cells) => cells.length).sort((a, b) => a - b)[rows.length >> 1] ?? 0;
    return Math.max(0, ...rows.map(knownHeadings)) * 1_000 + Math.min(width, 999);
  });
  return { body: text, delimiter: DELIMITERS[known.indexOf(Math.max(...known))] ?? ',', offset: 0 };
}

const unquoted = (cell: string): string => cell.replace(/^\s*"|"\s*$/g, '');

const TITLES_AND_HEADER = 20;

/** A glance at the line ends outside quotes, so that nobody waits for a million rows to be refused. Empty lines, and lines of delimiters, are none. */
function hasMoreRowsThan(limit: number, text: string): boolean {
  let rows = 0;
  let isQuoted = false;
  let isFilled = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (code === LINE_END && !isQuoted) {
      if (isFilled && ++rows > limit) return true;
      isFilled = false;
    } else if (code > SPACE && code !== COMMA && code !== SEMICOLON) isFilled = true;
  }
  return false;
}

const [LINE_END, SPACE, QUOTE, COMMA, SEMICOLON] = [10, 32, 34, 44, 59];

/** In pieces, so that a long file leaves room for other requests between them. */
function* piecesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += 65_536) yield text.slice(from, from + 65_536);
}

/** The parser is ahead of whoever reads, so it is the parser that knows how many rows it had. */
function refusalOf(error: CsvError & { readonly records?: number }, offset: number): FileRefused {
  const row = offset + (error.records ?? 0) + 1;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new FileRefused('open-quote', { row });
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new FileRefused('record-too-long', { row });
  return new FileRefused('broken-text', { row });
}

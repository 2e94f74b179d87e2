import { setImmediate } from 'node:timers/promises';
import { FILE_LIMITS } from '../domain/roster-columns';
import { knownHeadings, readHeader, type RosterHeader } from '../domain/roster-header';
import type { FileRows } from '../domain/roster-plan';
import { isBlank, parseRow, type RefusedRow, type RosterRow } from '../domain/roster-row';
import { csvTable } from './csv-table';
import { decodeText } from './decode-text';
import { kindOf, refuseMarkup } from './file-kind';
import { FileRefused, type Table, type TableRow } from './roster-table';
import { workbookTable } from './workbook-table';

export interface RosterFile extends FileRows {
  readonly ignoredColumns: readonly string[];
}

/**
 * Everything a file says, row by row. Nothing in it is trusted.
 * @throws FileRefused with the sentence to show when it is no roster at all.
 */
export async function readRosterFile(bytes: Buffer, onRow: (rows: number) => void = () => undefined): Promise<RosterFile> {
  if (bytes.length > FILE_LIMITS.bytes) throw new FileRefused('too-big', { limit: FILE_LIMITS.bytes / 1024 / 1024 });
  const accepted: RosterRow[] = [];
  const refused: RefusedRow[] = [];
  let header: RosterHeader | null = null;
  let rows = 0;
  const above: TableRow[] = [];
  for await (const { row, cells } of tableOf(bytes)) {
    if (cells.length > FILE_LIMITS.columns && cells.slice(FILE_LIMITS.columns).some((cell) => cell !== '')) {
      throw new FileRefused('too-many-columns', { limit: FILE_LIMITS.columns });
    }
    if (isBlank(cells)) continue;
    if (header === null) {
      header = headerAmong(above, { row, cells });
      continue;
    }
    if (++rows > FILE_LIMITS.rows) throw new FileRefused('too-many-rows', { limit: FILE_LIMITS.rows });
    const result = parseRow(header, cells, row);
    if (result.ok) accepted.push(result.value);
    else refused.push(result.refused);
    // Others are waiting for their pages.
    if (rows % 1_000 === 0) {
      onRow(rows);
      await setImmediate();
    }
  }
  if (header === null) throw new FileRefused(above.length === 0 ? 'empty' : 'no-header');
  if (rows === 0) throw new FileRefused('no-rows');
  return { accepted, refused, ignoredColumns: header.ignored };
}

function tableOf(bytes: Buffer): Table {
  if (kindOf(bytes) === 'zip') return workbookTable(bytes);
  const text = decodeText(bytes);
  refuseMarkup(text);
  return csvTable(text);
}

const TITLES_AT_MOST = 10;

/** The header may have a title above it: the first row in which we know three headings. Null while it has not come. */
function headerAmong(above: TableRow[], candidate: TableRow): RosterHeader | null {
  const isHeader = knownHeadings(candidate.cells) >= 3;
  above.push(candidate);
  if (!isHeader && above.length < TITLES_AT_MOST) return null;
  const best = isHeader ? candidate : above.reduce((most, row) => (knownHeadings(row.cells) > knownHeadings(most.cells) ? row : most));
  const read = readHeader(best.cells);
  if (!read.ok) throw new FileRefused(read.problem.code, read.problem.values);
  return read.header;
}

import { setImmediate } from 'node:timers/promises';
import { FILE_LIMITS } from '../domain/roster-columns';
import { knownHeadings, readHeader, type RosterHeader } from '../domain/roster-header';
import { type ColumnMapping, columnsOfFile, type FileColumns, headerFrom, likelyHeader, signatureOf } from '../domain/roster-mapping';
import type { FileProblem } from '../domain/roster-problem';
import type { FileRows } from '../domain/roster-plan';
import { isBlank, parseRow, type RefusedRow, type RosterRow } from '../domain/roster-row';
import { SharedTexts } from '../domain/shared-texts';
import { csvTable } from './csv-table';
import { decodeText } from './decode-text';
import { kindOf, refuseMarkup } from './file-kind';
import { ColumnsUnknown, FileRefused, type Table, type TableRow } from './roster-table';
import { workbookTable } from './workbook-table';

export interface RosterFile extends FileRows {
  readonly ignoredColumns: readonly string[];
  /** How its columns were named, where a person had to say so. */
  readonly mapped: (FileColumns & { readonly mapping: ColumnMapping }) | null;
}

/** What helps to read a file. */
interface Reading {
  /** By the signature of the header row, what people said about files with the same one. */
  readonly mappings?: ReadonlyMap<string, ColumnMapping>;
  readonly onRow?: (rows: number) => void;
}

/**
 * Everything a file says, row by row. Nothing in it is trusted.
 * @throws FileRefused with the sentence to show when it is no roster at all.
 */
export async function readRosterFile(bytes: Buffer, { mappings = new Map(), onRow = () => undefined }: Reading = {}): Promise<RosterFile> {
  if (bytes.length > FILE_LIMITS.bytes) throw new FileRefused('too-big', { limit: FILE_LIMITS.bytes / 1024 / 1024 });
  const accepted: RosterRow[] = [];
  const refused: RefusedRow[] = [];
  const head = new Head(mappings);
  const shared = new SharedTexts();
  let header: RosterHeader | null = null;
  let rows = 0;
  for await (const { row, cells } of tableOf(bytes)) {
    if (cells.length > FILE_LIMITS.columns && cells.slice(FILE_LIMITS.columns).some((cell) => cell !== '')) {
      throw new FileRefused('too-many-columns', { limit: FILE_LIMITS.columns });
    }
    if (isBlank(cells)) continue;
    if (header === null) {
      header = head.headerIn({ row, cells });
      continue;
    }
    if (head.mapped !== null) head.sample(cells);
    if (++rows > FILE_LIMITS.rows) throw new FileRefused('too-many-rows', { limit: FILE_LIMITS.rows });
    const result = parseRow(header, cells, row, shared);
    if (result.ok) accepted.push(result.value);
    else refused.push(result.refused);
    // Others are waiting for their pages.
    if (rows % 1_000 === 0) {
      onRow(rows);
      await setImmediate();
    }
  }
  if (header === null) head.giveUp();
  if (header === null || rows === 0) throw new FileRefused('no-rows');
  return { accepted, refused, ignoredColumns: header.ignored, mapped: head.mapped };
}

function tableOf(bytes: Buffer): Table {
  if (kindOf(bytes) === 'zip') return workbookTable(bytes);
  const text = decodeText(bytes);
  refuseMarkup(text);
  return csvTable(text);
}

const TITLES_AT_MOST = 10;
/** With fewer known headings a row may as well be about people: contractor, manager and area are words of both. */
const CERTAIN = 3;
const SAMPLES = 3;

/** The first rows of a file, until it is clear which of them is the header. */
class Head {
  mapped: RosterFile['mapped'] = null;
  private readonly above: TableRow[] = [];
  private unknown: { readonly problem: FileProblem; readonly row: TableRow } | null = null;
  private readonly below: (readonly string[])[] = [];

  constructor(private readonly mappings: ReadonlyMap<string, ColumnMapping>) {}

  /**
   * The header may have a title above it: the first row that somebody has named, or in which we know three headings. Null while
   * it has not come; where its columns are unknown a few rows more are read, to show what is in them.
   */
  headerIn(candidate: TableRow): RosterHeader | null {
    if (this.unknown) {
      this.below.push(candidate.cells);
      if (this.below.length >= SAMPLES) this.giveUp();
      return null;
    }
    const mapping = this.mappings.get(signatureOf(candidate.cells));
    if (mapping) {
      this.mapped = { ...columnsOfFile(candidate.cells, []), mapping };
      return headerFrom(mapping, candidate.cells);
    }
    const isHeader = knownHeadings(candidate.cells) >= CERTAIN;
    this.above.push(candidate);
    if (!isHeader && this.above.length < TITLES_AT_MOST) return null;
    return this.read(isHeader ? candidate : this.best());
  }

  /** A value of each column, for whoever looks at how they were named. */
  sample(cells: readonly string[]): void {
    if (this.mapped === null || this.mapped.samples.length >= SAMPLES) return;
    const { samples } = columnsOfFile(this.mapped.headings, [cells]);
    this.mapped = { ...this.mapped, samples: [...this.mapped.samples, ...samples] };
  }

  /** The file has ended, or there is enough of it, and there is no header that we can read. */
  giveUp(): void {
    if (this.unknown === null && this.above.length > 0) this.read(this.best());
    if (this.unknown === null) throw new FileRefused(this.above.length === 0 ? 'empty' : 'no-rows');
    const { problem: found, row } = this.unknown;
    const header = knownHeadings(row.cells) < CERTAIN ? likelyHeader(this.above) : row;
    if (header === null || found.code === 'too-many-columns') throw new FileRefused(found.code, found.values);
    const read = readHeader(header.cells);
    const problem = read.ok ? found : read.problem;
    const after = this.above.slice(this.above.indexOf(header) + 1).map(({ cells }) => cells);
    throw new ColumnsUnknown(problem, columnsOfFile(header.cells, [...after, ...this.below]));
  }

  private best(): TableRow {
    return this.above.reduce((most, row) => (knownHeadings(row.cells) > knownHeadings(most.cells) ? row : most));
  }

  private read(row: TableRow): RosterHeader | null {
    const read = readHeader(row.cells);
    if (read.ok) return read.header;
    this.unknown = { problem: read.problem, row };
    return null;
  }
}

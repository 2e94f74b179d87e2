import { finished } from 'node:stream/promises';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { FILE_LIMITS } from '../domain/roster-columns';
import { FileRefused } from './roster-table';

const WORKBOOK_LIMITS = { entries: 2_000, bytes: 400 * 1024 * 1024, ratio: 200, ratioFrom: 20 * 1024 * 1024 } as const;

/**
 * Looks into a zip before anybody unpacks it into memory: is it a workbook, does it swell beyond reason, has it more rows than
 * a roster? Sheets are unpacked here once, in a stream that is counted and thrown away, because what a zip says of itself may be a lie.
 */
export async function guardWorkbook(bytes: Buffer): Promise<void> {
  const zip = await open(bytes);
  const entries = await entriesOf(zip);
  const names = new Set(entries.map((entry) => entry.fileName));
  if (!names.has('xl/workbook.xml')) throw new FileRefused(whatElse(names));
  const compressed = total(entries, (entry) => entry.compressedSize);
  const unpacked = total(entries, (entry) => entry.uncompressedSize);
  const overlapping = compressed > bytes.length;
  const swollen =
    unpacked > WORKBOOK_LIMITS.bytes || (unpacked > WORKBOOK_LIMITS.ratioFrom && unpacked > compressed * WORKBOOK_LIMITS.ratio);
  if (overlapping || swollen) throw new FileRefused('swollen-workbook');
  for (const entry of entries) {
    if (/^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)) await countRows(zip, entry);
    else if (/\.xml(?:\.rels)?$/i.test(entry.fileName)) await drain(zip, entry);
  }
}

async function open(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  } catch {
    throw new FileRefused('broken-workbook');
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= WORKBOOK_LIMITS.entries) throw new FileRefused('swollen-workbook');
      if (entry.isEncrypted()) throw new FileRefused('encrypted');
      entries.push(entry);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('broken-workbook');
  }
  return entries;
}

function whatElse(names: ReadonlySet<string>): 'other-spreadsheet' | 'zip' | 'not-a-table' {
  if (names.has('xl/workbook.bin') || (names.has('mimetype') && names.has('content.xml'))) return 'other-spreadsheet';
  return names.has('[Content_Types].xml') ? 'not-a-table' : 'zip';
}

/** Unpacks a part and throws it away: one that is bigger than it says ends here, and not in memory. */
async function drain(zip: ZipFile, entry: Entry): Promise<void> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    stream.resume();
    await finished(stream);
  } catch {
    throw new FileRefused('swollen-workbook');
  }
}

async function countRows(zip: ZipFile, entry: Entry): Promise<void> {
  let rows = 0;
  let tail = '';
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = tail + chunk.toString('latin1');
      rows += text.match(/<(?:\w+:)?row(?=[\s/>])/g)?.length ?? 0;
      // Three letters are column 703 or beyond; a lone cell in the far corner makes a sheet of billions.
      if (/\sr="[A-Z]{3}\d/.test(text)) throw new FileRefused('too-many-columns', { limit: FILE_LIMITS.columns });
      for (const [, row] of text.matchAll(/\sr="[A-Z]{0,2}(\d{6,})"/g)) rows = Math.max(rows, Number(row));
      if (rows > FILE_LIMITS.rows + SPARE_ROWS) throw new FileRefused('too-many-rows', { limit: FILE_LIMITS.rows });
      // A tag cut in two by the chunk is counted with the next one; a whole one is not counted twice.
      const cut = text.lastIndexOf('<');
      tail =
        cut > text.length - 40 && !text.slice(cut).includes('>') && !/^<(?:\w+:)?row[\s/]/.test(text.slice(cut)) ? text.slice(cut) : '';
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('broken-workbook');
  }
}

/** The header, and a title or two above it. */
const SPARE_ROWS = 20;

const total = (entries: readonly Entry[], size: (entry: Entry) => number): number => entries.reduce((sum, entry) => sum + size(entry), 0);

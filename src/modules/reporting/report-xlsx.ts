import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { daysBetween, toCalendarDate } from '#kernel/calendar-date';
import type { Cell } from './report-columns';

/**
 * A workbook of one sheet, written while its rows are read: a library that wants the whole sheet first held 340 MB and the
 * process for ten seconds with 100,000 rows. Texts are typed as texts, so none of them can become a formula.
 */
export function xlsxOf(sheetName: string, headings: readonly string[], pages: AsyncIterable<readonly Cell[][]>): Readable {
  const zip = new ZipFile();
  const parts: readonly (readonly [string, string])[] = [
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', relationships('officeDocument', 'xl/workbook.xml')],
    ['xl/workbook.xml', workbook(sheetName)],
    ['xl/_rels/workbook.xml.rels', relationships('worksheet', 'worksheets/sheet1.xml', 'styles', 'styles.xml')],
    ['xl/styles.xml', STYLES],
  ];
  for (const [path, text] of parts) zip.addBuffer(Buffer.from(HEAD + text), path);
  const sheet = Readable.from(sheetOf(headings, pages), { objectMode: false });
  // yazl pipes without passing errors on: a page that could not be read must end the download, not hang it.
  const file = new PassThrough();
  sheet.once('error', (error) => file.destroy(error));
  file.once('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
  zip.end();
  return zip.outputStream.pipe(file);
}

const DATE_STYLE = 1;
const HEADING_STYLE = 2;
const ROWS_AT_ONCE = 500;

async function* sheetOf(headings: readonly string[], pages: AsyncIterable<readonly Cell[][]>): AsyncGenerator<string> {
  const columns = headings.map((_, index) => `<col min="${index + 1}" max="${index + 1}" width="18" customWidth="1"/>`).join('');
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData>`;
  yield rowOf(
    1,
    headings.map((heading) => textCell(heading, HEADING_STYLE)),
  );
  let row = 1;
  for await (const page of pages) {
    for (let from = 0; from < page.length; from += ROWS_AT_ONCE) {
      yield page
        .slice(from, from + ROWS_AT_ONCE)
        .map((cells) => rowOf(++row, cells.map(cellOf)))
        .join('');
    }
  }
  yield `</sheetData><autoFilter ref="A1:${lettersOf(headings.length)}${row}"/></worksheet>`;
}

function rowOf(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.map((cell, index) => (cell === '' ? '' : `<c r="${lettersOf(index + 1)}${number}"${cell}</c>`)).join('')}</row>`;
}

/** What stands in the element after its address: attributes and content; nothing for an empty cell. */
function cellOf(cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `><v>${cell}</v>`;
  if (typeof cell === 'string') return textCell(cell);
  return ` s="${DATE_STYLE}"><v>${daysBetween(DAY_ZERO, cell.on)}</v>`;
}

function textCell(text: string, style = 0): string {
  return ` t="inlineStr"${style === 0 ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text)}</t></is>`;
}

/** Spreadsheets count days from here; it makes 1 March 1900 day 61, as they all agree. */
const DAY_ZERO = toCalendarDate('1899-12-30');

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML has no way to write most control characters, so they are left out. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll(/[&<>"]/g, (character) => NAMES[character] ?? '');
}

/** A … Z, AA … */
function lettersOf(column: number): string {
  return column <= 26 ? String.fromCharCode(64 + column) : lettersOf(Math.floor((column - 1) / 26)) + lettersOf(((column - 1) % 26) + 1);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`;

const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

function workbook(sheetName: string): string {
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheetName.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

function relationships(...pairs: readonly string[]): string {
  const entries = Array.from(
    { length: pairs.length / 2 },
    (_, n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${pairs[2 * n]}" Target="${pairs[2 * n + 1]}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

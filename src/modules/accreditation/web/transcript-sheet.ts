import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { fit } from '#platform/pdf/fit';
import { widthOf } from '#platform/pdf/measure';
import { qrCode } from '#platform/pdf/qr';
import { type Colour, millimetres, type PdfDocument, type Placed, type PlacedText, type Sheet } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';
import type { Paper } from '../domain/diploma';
import type { Transcript } from '../domain/transcript';
import { inkOf } from './ink';
import { flow, type Flowing, type Row, type RowCell } from './flow';
import { PORTRAIT } from './portrait';

export interface TranscriptToPrint {
  readonly transcript: Transcript;
  readonly holder: string;
  readonly personCode: string;
  readonly company: string;
  readonly hue: number;
  readonly language: Locale;
  readonly paper: Paper;
  /** The first moment of the day: the same on the same day. */
  readonly createdAt: Instant;
  readonly verifyAt: string;
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly date: (date: CalendarDate) => string;
  readonly number: (value: number) => string;
  readonly madeOn: string;
}

const MARGIN = millimetres(20);
const INK = '#1c1b19';
const QUIET = '#55524d';
const LINE = '#cfc8be';

/** Everything that somebody has learned, on as many sheets as it takes. */
export function transcriptDocument(print: TranscriptToPrint): PdfDocument {
  const { say, language, createdAt } = print;
  const size = PORTRAIT[print.paper];
  const holder = writable(print.holder, 'serif-medium') ?? print.personCode;
  const pages = flow(contentOf(print, holder, size.width - 2 * MARGIN), { top: millimetres(24), bottom: size.height - millimetres(24) });
  return {
    title: say('personal.transcript.document', { name: holder }),
    author: printed(print.company),
    language,
    createdAt,
    keywords: '',
    sheets: pages.map((items, index): Sheet => ({ ...size, items: [...items, ...frame(print, holder, size, index + 1, pages.length)] })),
  };
}

/** The running head and the number of the sheet: nobody needs to hear them on every sheet. */
function frame({ say }: TranscriptToPrint, holder: string, size: { width: number; height: number }, sheet: number, of: number): Placed[] {
  const aside = { role: null, font: 'sans', size: 8.5, colour: QUIET, features: ['lnum', 'tnum'] } as const;
  const foot: PlacedText = {
    ...aside,
    kind: 'text',
    lines: [say('personal.transcript.sheet', { sheet, of })],
    x: size.width - MARGIN,
    y: size.height - millimetres(13),
    align: 'right',
  };
  if (sheet === 1) return [foot];
  const title = `${say('personal.transcript.title')} · ${holder}`;
  const head = fit({ pieces: [title], width: size.width - 2 * MARGIN, size: 8.5, maxLines: 1, font: 'sans' });
  return [{ ...aside, kind: 'text', size: head.size, lines: head.lines, x: MARGIN, y: millimetres(15), align: 'left' }, foot];
}

function contentOf(print: TranscriptToPrint, holder: string, width: number): readonly Flowing[] {
  const { transcript, say } = print;
  const brand = inkOf(print.hue, 0.4, 0.09);
  const title = { size: 13.5, font: 'serif-medium', colour: brand, role: 'H2', above: 20 } as const;
  const facts = say('personal.transcript.facts', { code: printed(print.personCode), company: printed(print.company), date: print.madeOn });
  return [
    paragraph(printed(print.company), width, { size: 10.5, colour: QUIET }),
    paragraph(say('personal.transcript.title'), width, { size: 27, font: 'serif-medium', colour: brand, role: 'H1', above: 14 }),
    paragraph(holder, width, { size: 17, font: 'serif-medium', above: 10 }),
    paragraph(facts, width, { size: 10, colour: QUIET, above: 6 }),
    paragraph(say('personal.transcript.units'), width, { ...title, keep: true }),
    ...unitsOf(print, width),
    ...(transcript.skills.length === 0
      ? []
      : [
          paragraph(say('personal.transcript.skills'), width, { ...title, keep: true }),
          paragraph(transcript.skills.map(printed).join(' · '), width, { size: 10, above: 6 }),
        ]),
    ...(transcript.awards.length === 0
      ? []
      : [paragraph(say('personal.transcript.awards'), width, { ...title, keep: true }), ...awardsOf(print, width)]),
    verification(print, width),
  ];
}

const UNIT_COLUMNS = { round: 46, completed: 72, hours: 40, level: 58, code: 116 } as const;
const AWARD_COLUMNS = { issued: 90, code: 116 } as const;

function unitsOf({ transcript, say, date, number }: TranscriptToPrint, width: number): readonly Flowing[] {
  const { round, completed, hours, level, code } = UNIT_COLUMNS;
  const first = width - round - completed - hours - level - code;
  const columns = [first, round, completed, hours, level, code];
  const heads = ['unit', 'round', 'completed', 'hours', 'level', 'code'].map((name) => say(`personal.transcript.column.${name}`));
  const rows = transcript.units.map((unit) =>
    row('units', columns, [
      printed(unit.title),
      unit.round ?? '—',
      date(unit.completedOn),
      number(unit.hours),
      say(`personal.transcript.level.${unit.level}`),
      unit.code,
    ]),
  );
  const total = [say('personal.transcript.total', { units: transcript.units.length }), '', '', number(transcript.hours), '', ''];
  return [headOf('units', columns, heads), ...rows, row('units', columns, total, { isTotal: true })];
}

function awardsOf({ transcript, say, date }: TranscriptToPrint, width: number): readonly Flowing[] {
  const { issued, code } = AWARD_COLUMNS;
  const columns = [width - issued - code, issued, code];
  const heads = ['award', 'issued', 'code'].map((name) => say(`personal.transcript.column.${name}`));
  return [
    headOf('awards', columns, heads),
    ...transcript.awards.map((award) => row('awards', columns, [printed(award.title), date(award.issuedOn), award.code])),
  ];
}

const SIZE = 9.5;
const LEADING = 12.5;
const PADDING = 5;

function headOf(table: string, columns: readonly number[], words: readonly string[]): Row {
  return { ...row(table, columns, words, { isHead: true }), isHead: true, keep: true };
}

function row(
  table: string,
  columns: readonly number[],
  words: readonly string[],
  { isHead = false, isTotal = false }: { readonly isHead?: boolean; readonly isTotal?: boolean } = {},
): Row {
  const font = isHead || isTotal ? 'sans-semibold' : 'sans';
  const size = isHead ? 8.5 : SIZE;
  const cells = words.map((text, index) => cellLines(text, (columns[index] ?? 0) - 8, font, size, index === words.length - 1));
  const height = Math.max(...cells.map(({ lines }) => lines.length)) * LEADING + 2 * PADDING;
  const right = MARGIN + columns.reduce((sum, column) => sum + column, 0);
  return {
    kind: 'row',
    table,
    height,
    isHead: false,
    cells: (top) =>
      cells.map(({ lines, size: fitted }, index): RowCell => ({
        kind: 'text',
        role: 'P',
        heads: isHead ? 'column' : index === 0 ? 'row' : null,
        lines,
        x: MARGIN + columns.slice(0, index).reduce((sum, column) => sum + column, 0),
        y: top + PADDING + SIZE,
        align: 'left',
        font,
        size: fitted,
        colour: isHead ? QUIET : INK,
        leading: LEADING,
        features: ['lnum', 'tnum'],
      })),
    rule: (top) => ({
      kind: 'path',
      alt: null,
      path: `M${MARGIN} ${top + height}H${right}`,
      stroke: isHead ? QUIET : LINE,
      lineWidth: isHead ? 0.8 : 0.5,
    }),
  };
}

/** A code stays on its line, in smaller letters if need be; everything else turns over. */
function cellLines(text: string, width: number, font: PlacedText['font'], size: number, isCode: boolean) {
  if (!isCode || text === '') return { lines: wrapped(text, width, font, size), size };
  const fitted = fit({ pieces: [text], width, size, maxLines: 1, font, features: ['lnum', 'tnum'] });
  return { lines: fitted.lines, size: fitted.size };
}

interface Letters {
  readonly size: number;
  readonly font?: PlacedText['font'];
  readonly colour?: Colour;
  readonly role?: PlacedText['role'];
  readonly above?: number;
  readonly keep?: boolean;
}

function paragraph(
  text: string,
  width: number,
  { size, font = 'sans', colour = INK, role = 'P', above = 0, keep = false }: Letters,
): Flowing {
  const leading = size * 1.35;
  const lines = wrapped(text, width, font, size);
  return {
    kind: 'block',
    height: above + lines.length * leading,
    keep,
    place: (top) => [
      {
        kind: 'text',
        role,
        lines,
        x: MARGIN,
        y: top + above + size,
        align: 'left',
        font,
        size,
        colour,
        leading,
        features: ['lnum', 'tnum'],
      },
    ],
  };
}

const QR = 74;

function verification({ say, verifyAt }: TranscriptToPrint, width: number): Flowing {
  const address = verifyAt.replace(/^https?:\/\//, '');
  const words = wrapped(say('personal.transcript.verify', { address }), width - QR - 18, 'sans', 10);
  return {
    kind: 'block',
    height: 24 + QR,
    keep: false,
    place: (top) => [
      qrCode(verifyAt, { x: MARGIN, y: top + 24, width: QR, height: QR }, '#000000', say('personal.transcript.qr', { address })),
      {
        kind: 'text',
        role: 'P',
        lines: words,
        x: MARGIN + QR + 18,
        y: top + 24 + 14,
        align: 'left',
        font: 'sans',
        size: 10,
        colour: INK,
        leading: 14,
        features: ['lnum'],
      },
    ],
  };
}

/** Greedy lines. */
function wrapped(text: string, width: number, font: PlacedText['font'], size: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size, { font, features: ['lnum', 'tnum'] }) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function printed(text: string): string {
  return writable(text, 'sans') ?? '—';
}

import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { fit } from '#platform/pdf/fit';
import { widthOf } from '#platform/pdf/measure';
import { qrCode } from '#platform/pdf/qr';
import { A4_PORTRAIT, millimetres, type PdfDocument, type Placed, type PlacedText, type Sheet } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';
import { printedCode } from '../domain/activation';
import type { SecretKind } from '../domain/lock-out';

export interface PrintedSlip {
  readonly givenName: string;
  readonly familyName: string;
  readonly personCode: string;
  readonly code: string;
  readonly kind: SecretKind;
  /** Each slip speaks the language of who gets it. */
  readonly language: Locale;
}

export interface SlipsToPrint {
  readonly title: string;
  readonly language: Locale;
  readonly createdAt: Instant;
  readonly company: string;
  readonly slips: readonly PrintedSlip[];
  /** Where the QR leads. */
  readonly linkOf: (code: string) => string;
  /** What people type who have no camera: the address without its scheme. */
  readonly address: string;
  readonly say: (language: Locale, key: string, values?: Readonly<Record<string, string>>) => string;
  /** The last moment of validity, as each language says it. */
  readonly untilIn: (language: Locale) => string;
}

const COLUMNS = 2;
const ROWS = 4;
export const SLIPS_PER_SHEET = COLUMNS * ROWS;

const WIDTH = A4_PORTRAIT.width / COLUMNS;
const HEIGHT = A4_PORTRAIT.height / ROWS;
const MARGIN = millimetres(9);
const QR = millimetres(27);
const INK = '#1d1914';
const QUIET = '#5b5148';

/** Eight slips to a sheet of A4, with lines to cut along. */
export function slipDocument(print: SlipsToPrint): PdfDocument {
  const sheets: Sheet[] = [];
  for (let first = 0; first < print.slips.length; first += SLIPS_PER_SHEET) {
    const slips = print.slips.slice(first, first + SLIPS_PER_SHEET);
    const items = slips.flatMap((slip, index) => slipAt(print, slip, (index % COLUMNS) * WIDTH, Math.floor(index / COLUMNS) * HEIGHT));
    sheets.push({ ...A4_PORTRAIT, items: [...cutLines(), ...items] });
  }
  const { title, language, createdAt, company } = print;
  return { title, author: writable(company, 'sans') ?? 'Cadencia', language, createdAt, keywords: '', sheets };
}

function slipAt(print: SlipsToPrint, slip: PrintedSlip, left: number, top: number): Placed[] {
  const { language, kind } = slip;
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => print.say(language, `identity.slip.${key}`, values);
  const x = left + MARGIN;
  const beside = WIDTH - 2 * MARGIN - QR - millimetres(5);
  const line = (words: string, y: number, size: number, font: PlacedText['font'], colour: PlacedText['colour'] = INK): PlacedText => ({
    kind: 'text',
    role: 'P',
    language,
    lines: [words],
    x,
    y: top + y,
    align: 'left',
    font,
    size,
    colour,
    features: ['lnum', 'tnum'],
  });

  const personCode = writable(slip.personCode, 'sans-semibold') ?? slip.personCode;
  const name = [slip.givenName, slip.familyName].map((part) => writable(part, 'serif-medium')).filter((part) => part !== null);
  const fitted = fit({ pieces: name.length > 0 ? name : [personCode], width: beside, size: 15, maxLines: 2, font: 'serif-medium' });
  const company = fit({ pieces: [writable(print.company, 'sans') ?? 'Cadencia'], width: beside, size: 8, maxLines: 1, font: 'sans' });
  // A name on two lines begins higher, so that it does not touch what stands below it.
  const raise = fitted.lines.length > 1 ? millimetres(2.2) : 0;
  const steps = ['step-open', `step-${kind}`, `step-after-${kind}`].flatMap((step) =>
    wrap(say(step, { address: print.address }), WIDTH - 2 * MARGIN, 9),
  );
  return [
    line(company.lines.join(' '), millimetres(11) - raise, company.size, 'sans', QUIET),
    { ...line('', millimetres(17.5) - raise, fitted.size, 'serif-medium'), role: 'H1', lines: fitted.lines, leading: fitted.size * 1.08 },
    line(say('code'), millimetres(26.5), 7.5, 'sans', QUIET),
    line(
      personCode,
      millimetres(30.5),
      fit({ pieces: [personCode], width: beside, size: 11, maxLines: 1, font: 'sans-semibold' }).size,
      'sans-semibold',
    ),
    line(say('secret'), millimetres(36), 7.5, 'sans', QUIET),
    { ...line(printedCode(slip.code), millimetres(41.5), 15, 'sans-semibold'), tracking: 0.8 },
    {
      ...qrCode(print.linkOf(slip.code), { x: left + WIDTH - MARGIN - QR, y: top + MARGIN, width: QR, height: QR }, INK, say('qr')),
      language,
    },
    { ...line('', millimetres(48), 9, 'sans'), lines: steps, leading: 11 },
    line(say('until', { date: print.untilIn(language) }), HEIGHT - millimetres(5), 7.5, 'sans-semibold', QUIET),
  ];
}

/** Greedy lines: instructions need no balance. */
function wrap(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size, { font: 'sans' }) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function cutLines(): Placed[] {
  const across = Array.from({ length: ROWS - 1 }, (_, row) => `M0 ${(row + 1) * HEIGHT}H${A4_PORTRAIT.width}`);
  const path = [`M${WIDTH} 0V${A4_PORTRAIT.height}`, ...across].join('');
  return [{ kind: 'path', alt: null, path, stroke: '#b5aca1', lineWidth: 0.5, dash: [3, 3] }];
}

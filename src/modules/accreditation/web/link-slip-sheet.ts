import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { fit } from '#platform/pdf/fit';
import { qrCode } from '#platform/pdf/qr';
import { millimetres, type PdfDocument, type PlacedText } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';
import type { Paper } from '../domain/diploma';
import { PORTRAIT } from './portrait';

export interface LinkSlip {
  readonly company: string;
  readonly holder: string;
  readonly personCode: string;
  readonly address: string;
  readonly language: Locale;
  readonly paper: Paper;
  readonly createdAt: Instant;
  readonly madeOn: string;
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
}

const MARGIN = millimetres(22);
const QR = millimetres(58);
const INK = '#1d1914';
const QUIET = '#5b5148';

/** One sheet to keep with one's papers: whose it is, the link as a picture and as text, and how to look after it. */
export function linkSlipDocument(slip: LinkSlip): PdfDocument {
  const { language, createdAt, address, say } = slip;
  const size = PORTRAIT[slip.paper];
  const width = size.width - 2 * MARGIN;
  const company = writable(slip.company, 'sans') ?? 'Cadencia';
  const holder = writable(slip.holder, 'serif-medium') ?? slip.personCode;
  const text = (words: string, y: number, letters: Letters) => paragraph(words, y, width, letters);
  const beside = width - QR - millimetres(9);
  const steps = [say('personal.slip.scan'), say('personal.slip.type')].join(' ');
  return {
    title: say('personal.slip.title'),
    author: company,
    language,
    createdAt,
    keywords: '',
    sheets: [
      {
        ...size,
        items: [
          text(company, millimetres(26), { size: 12, font: 'sans', colour: QUIET, maxLines: 1 }),
          { ...text(say('personal.slip.title'), millimetres(41), { size: 30, font: 'serif-medium', maxLines: 2 }), role: 'H1' },
          text(holder, millimetres(68), { size: 19, font: 'serif-medium', maxLines: 2 }),
          text(say('personal.slip.what'), millimetres(88), { size: 12.5, font: 'sans', maxLines: 5 }),
          qrCode(address, { x: MARGIN, y: millimetres(116), width: QR, height: QR }, INK, say('personal.slip.qr')),
          { ...paragraph(steps, millimetres(122), beside, { size: 12.5, font: 'sans', maxLines: 8 }), x: MARGIN + QR + millimetres(9) },
          // One line, as long as it is: a link that is broken in two is copied wrong.
          text(address, millimetres(188), { size: 11.5, font: 'sans-semibold', maxLines: 1 }),
          text(say('personal.slip.care'), millimetres(204), { size: 12.5, font: 'sans', maxLines: 6 }),
          text(say('personal.slip.made', { date: slip.madeOn }), millimetres(240), { size: 10, font: 'sans', colour: QUIET, maxLines: 1 }),
        ],
      },
    ],
  };
}

interface Letters {
  readonly size: number;
  readonly font: PlacedText['font'];
  readonly maxLines: number;
  readonly colour?: PlacedText['colour'];
}

function paragraph(words: string, y: number, width: number, { size, font, maxLines, colour = INK }: Letters): PlacedText {
  const fitted = fit({ pieces: [words], width, size, maxLines, font, shrink: 0.98 });
  return {
    kind: 'text',
    role: 'P',
    lines: fitted.lines,
    x: MARGIN,
    y,
    align: 'left',
    font,
    size: fitted.size,
    colour,
    leading: fitted.size * 1.4,
    features: ['lnum'],
  };
}

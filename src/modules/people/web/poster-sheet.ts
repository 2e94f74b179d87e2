import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { fit } from '#platform/pdf/fit';
import { qrCode } from '#platform/pdf/qr';
import { A4_PORTRAIT, type Heading, millimetres, type PdfDocument, type PlacedText, type Sheet } from '#platform/pdf/sheet';
import { writable } from '#platform/pdf/writable';

export interface PosterToPrint {
  readonly company: string;
  readonly site: string | null;
  readonly link: string;
  /** What people type who have no camera: the address without its scheme. */
  readonly address: string;
  readonly createdAt: Instant;
  /** The first in large letters, the other below it. */
  readonly languages: readonly [Locale, Locale];
  readonly say: (language: Locale, key: string) => string;
}

const MARGIN = millimetres(22);
const WIDTH = A4_PORTRAIT.width - 2 * MARGIN;
const QR = millimetres(78);
const INK = '#1d1914';
const QUIET = '#5b5148';

/** One sheet for the wall: who is it for, what to do, and the way there, in both languages. */
export function posterDocument(poster: PosterToPrint): PdfDocument {
  return { ...posterHeading(poster), sheets: [posterSheet(poster)] };
}

/** The same of one poster as of many in one file. */
export function posterHeading({
  company,
  createdAt,
  languages: [language],
  say,
}: Omit<PosterToPrint, 'site' | 'link' | 'address'>): Heading {
  return {
    title: say(language, 'joining.poster.title'),
    author: writable(company, 'sans') ?? 'Cadencia',
    language,
    createdAt,
    keywords: '',
  };
}

export function posterSheet({ company, site, link, address, languages, say }: PosterToPrint): Sheet {
  const [first, second] = languages;
  const name = writable(company, 'sans') ?? 'Cadencia';
  const place = site === null ? null : writable(site, 'sans');
  const words = (language: Locale): string => ['one', 'two', 'three'].map((part) => say(language, `joining.poster.${part}`)).join(' ');
  return {
    ...A4_PORTRAIT,
    items: [
      paragraph(place === null ? name : `${name} · ${place}`, millimetres(28), { size: 13, font: 'sans', colour: QUIET, maxLines: 1 }),
      {
        ...paragraph(say(first, 'joining.poster.title'), millimetres(46), { size: 38, font: 'serif-medium', maxLines: 2 }),
        role: 'H1',
      },
      paragraph(words(first), millimetres(80), { size: 17, font: 'sans', maxLines: 5 }),
      qrCode(link, { x: (A4_PORTRAIT.width - QR) / 2, y: millimetres(121), width: QR, height: QR }, INK, say(first, 'joining.poster.qr')),
      {
        ...paragraph(address, millimetres(211), { size: 14, font: 'sans-semibold', maxLines: 1 }),
        x: A4_PORTRAIT.width / 2,
        align: 'centre',
      },
      {
        ...paragraph(say(second, 'joining.poster.title'), millimetres(236), { size: 20, font: 'serif-medium', maxLines: 1 }),
        language: second,
      },
      { ...paragraph(words(second), millimetres(247), { size: 12, font: 'sans', colour: QUIET, maxLines: 4 }), language: second },
    ],
  };
}

interface Letters {
  readonly size: number;
  readonly font: PlacedText['font'];
  readonly maxLines: number;
  readonly colour?: PlacedText['colour'];
}

function paragraph(text: string, y: number, { size, font, maxLines, colour = INK }: Letters): PlacedText {
  const fitted = fit({ pieces: [text], width: WIDTH, size, maxLines, font, shrink: 0.98 });
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
    leading: fitted.size * 1.35,
    features: ['lnum'],
  };
}

import { fit } from '#platform/pdf/fit';
import type { FontName } from '#platform/pdf/fonts';
import { qrCode } from '#platform/pdf/qr';
import type { Placed, PlacedText } from '#platform/pdf/sheet';
import type { Signatory } from '../../domain/diploma';
import { type Drawn, printed, textAt } from './paper';

/** Three sign at most. */
const MOST = 3;

export interface Lettered {
  readonly name: FontName;
  readonly title: FontName;
}

interface Place {
  readonly x: number;
  readonly align: PlacedText['align'];
  readonly width: number;
  /** Of the line to sign on. */
  readonly line: number;
  /** On how many lines a long name may stand. */
  readonly nameLines: number;
}

/** The line that somebody signs on, with the signature where there is a picture of it, and who signs below. */
export function signature(
  signatory: Signatory,
  { x, align, width, line: y, nameLines }: Place,
  drawn: Drawn,
  fonts: Lettered,
): readonly Placed[] {
  const { inks, words, picture } = drawn;
  const left = align === 'left' ? x : x - width / 2;
  const role = fit({ pieces: [printed(signatory.title)], width: width + 10, size: 9.5, maxLines: 2, shrink: 0.86, font: fonts.title });
  const title = {
    role: 'P',
    lines: role.lines,
    font: fonts.title,
    size: role.size,
    colour: inks.quiet,
    leading: role.size * 1.14,
  } as const;
  const hand = picture(signatory.signatureHash);
  const line: Placed = { kind: 'path', alt: null, path: `M${left} ${y}H${left + width}`, stroke: inks.text, lineWidth: 0.6 };
  const ink: readonly Placed[] =
    hand === null
      ? []
      : [
          {
            kind: 'image',
            alt: words.signature(signatory.name ?? signatory.title),
            bytes: hand,
            box: { x: left + width * 0.08, y: y - 37, width: width * 0.84, height: 40 },
          },
        ];
  if (signatory.name === null) return [...ink, line, textAt(x, y + 14, align, title)];
  const signed = fit({
    pieces: [printed(signatory.name)],
    width: width + 10,
    size: 12.5,
    maxLines: nameLines,
    shrink: 0.7,
    font: fonts.name,
  });
  const leading = signed.size * 1.12;
  return [
    ...ink,
    line,
    textAt(x, y + 14, align, { role: 'P', lines: signed.lines, font: fonts.name, size: signed.size, colour: inks.text, leading }),
    textAt(x, y + 27 + (signed.lines.length - 1) * leading, align, title),
  ];
}

/** The code, as a picture to scan and as letters to type, and where to type them. */
export function verification(
  drawn: Drawn,
  place: {
    readonly x: number;
    readonly y: number;
    readonly side: number;
    readonly align: PlacedText['align'];
    readonly width: number;
    readonly textX?: number;
  },
): readonly Placed[] {
  const { snapshot, words, inks } = drawn;
  const { x, y, side, align, width, textX = x } = place;
  const left = align === 'left' ? x : x - side / 2;
  const address = snapshot.verifyAt.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '');
  const where = fit({ pieces: [words.verify, address], width, size: 7.4, maxLines: 1, font: 'sans' });
  return [
    qrCode(snapshot.verifyAt, { x: left, y, width: side, height: side }, '#000000', words.qr(snapshot.verifyAt)),
    textAt(textX, y + side + 11, align, {
      role: 'P',
      lines: [snapshot.code],
      font: 'sans',
      size: 9,
      colour: inks.text,
      tracking: 0.4,
      features: ['tnum'],
    }),
    textAt(textX, y + side + 22, align, { role: 'P', lines: where.lines, font: 'sans', size: where.size, colour: inks.quiet, leading: 9 }),
  ];
}

export function companySeal(drawn: Drawn, cx: number, cy: number, side: number): readonly Placed[] {
  const bytes = drawn.picture(drawn.snapshot.issuer.sealHash);
  if (bytes === null) return [];
  const box = { x: cx - side / 2, y: cy - side / 2, width: side, height: side };
  return [{ kind: 'image', alt: drawn.words.seal(drawn.snapshot.issuer.name), bytes, box }];
}

export interface FootLine {
  /** Where the line to sign on lies, and the upper edge of the code. */
  readonly line: number;
  readonly qr: number;
  readonly side: number;
  /** From the edges of the paper to the middle of the first and of the last that signs. */
  readonly inset: number;
  /** The edge between which three that sign and the code are shared out. */
  readonly inner: number;
}

/** Signatures to both sides of the code; three of them stand before it. The company's seal stands beside the code, or opposite a signature that would stand alone. */
export function centredFoot(drawn: Drawn, { line, qr, side, inset, inner }: FootLine, fonts: Lettered): readonly Placed[] {
  const { snapshot, page } = drawn;
  const signing = snapshot.signatories.slice(0, MOST);
  const hasSeal = drawn.picture(snapshot.issuer.sealHash) !== null;
  const step = (page.width - 2 * inner) / 4;
  const slots = Array.from({ length: 4 }, (_, n) => inner + step * (n + 0.5));
  const ends = [inset, page.width - inset];
  const isFull = signing.length === 3;
  const places = isFull ? slots.slice(0, 3) : ends;
  const codeAt = isFull ? (slots[3] ?? page.middle) : signing.length === 1 && !hasSeal ? (ends[1] ?? page.middle) : page.middle;
  const beside = hasSeal && signing.length !== 1;
  const apart = side / 2 + 9;
  const width = isFull ? Math.min(190, step - 26) : 190;
  const seal = beside ? companySeal(drawn, codeAt - apart, qr + side / 2, side + 6) : companySeal(drawn, ends[1] ?? 0, line - 8, 84);
  return [
    ...signing.flatMap((signatory, index) =>
      signature(signatory, { x: places[index] ?? page.middle, align: 'centre', width, line, nameLines: 1 }, drawn, fonts),
    ),
    ...(hasSeal ? seal : []),
    ...verification(drawn, {
      x: beside ? codeAt + apart : codeAt,
      textX: codeAt,
      y: qr,
      side,
      align: 'centre',
      width: isFull ? step : 200,
    }),
  ];
}

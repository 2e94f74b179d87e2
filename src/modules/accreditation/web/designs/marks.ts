import type { Box, Placed } from '#platform/pdf/sheet';
import { sizeOfPicture } from '../../domain/picture';
import { hundredths, type Inks, printed, textAt } from './paper';

/** The company's mark, as large as its place allows, on the left of it or in its middle. */
export function logoMark(bytes: Buffer, alt: string, place: Box, align: 'left' | 'centre'): Placed {
  const { width, height } = sizeOfPicture(bytes) ?? place;
  const scale = Math.min(place.width / width, place.height / height);
  const box = align === 'left' ? { ...place, width: hundredths(width * scale) } : place;
  return { kind: 'image', alt, bytes, box };
}

/** A company without a logo has its initials in a ring. */
export function monogram(company: string, cx: number, cy: number, { brand }: Inks): readonly Placed[] {
  const words = printed(company)
    .split(/[\s-]+/)
    .filter((word) => /^\p{Lu}|^\p{N}/u.test(word));
  const initials = (words.length > 0 ? words : [printed(company)])
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? '')
    .join('');
  const letters = {
    role: null,
    lines: [initials],
    font: 'serif-medium',
    size: 20,
    colour: brand,
    tracking: 0.8,
    features: ['lnum'],
  } as const;
  return [
    { kind: 'path', alt: null, path: ring(cx, cy, 23), stroke: brand, lineWidth: 1.1 },
    { kind: 'path', alt: null, path: ring(cx, cy, 20.4), stroke: brand, lineWidth: 0.4 },
    textAt(cx, cy + 7, 'centre', letters),
  ];
}

export function ring(cx: number, cy: number, r: number): string {
  const k = r * 0.5523;
  const [left, right, top, bottom] = [cx - r, cx + r, cy - r, cy + r].map(hundredths);
  const c = (x: number, y: number) => `${hundredths(x)} ${hundredths(y)}`;
  return `M${c(right ?? 0, cy)}C${c(right ?? 0, cy + k)} ${c(cx + k, bottom ?? 0)} ${c(cx, bottom ?? 0)}C${c(cx - k, bottom ?? 0)} ${c(left ?? 0, cy + k)} ${c(left ?? 0, cy)}C${c(left ?? 0, cy - k)} ${c(cx - k, top ?? 0)} ${c(cx, top ?? 0)}C${c(cx + k, top ?? 0)} ${c(right ?? 0, cy - k)} ${c(right ?? 0, cy)}Z`;
}

export const diamond = (cx: number, cy: number, r: number): string =>
  `M${hundredths(cx)} ${hundredths(cy - r)}L${hundredths(cx + r)} ${hundredths(cy)}L${hundredths(cx)} ${hundredths(cy + r)}L${hundredths(cx - r)} ${hundredths(cy)}Z`;

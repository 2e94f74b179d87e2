import { fontOf } from './fonts';
import { type Lettering, widthOf } from './measure';

// Text as a drawing of its letters, for pictures that travel without their typefaces.

type Point = readonly [x: number, y: number];

/** The middle of the text stands at x. */
export function centredOutline(text: string, size: number, lettering: Lettering, x: number, y: number): string {
  const left = x - widthOf(text, size, lettering) / 2;
  return outlines(text, size, lettering, (middle) => (aside, up) => [left + middle + aside, y - up]);
}

export interface Arc {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  readonly side: 'top' | 'bottom';
}

/** Along a circle, its middle over the top or, with the letters' feet outwards, at the bottom: both read from left to right. */
export function arcOutline(text: string, size: number, lettering: Lettering, { cx, cy, radius, side }: Arc): string {
  const half = widthOf(text, size, lettering) / 2;
  const down = side === 'top' ? -1 : 1;
  return outlines(text, size, lettering, (middle) => {
    const angle = (middle - half) / radius;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    return (aside, up) => [cx + (radius - up * down) * sin + aside * cos, cy + down * ((radius - up * down) * cos - aside * sin)];
  });
}

/** `bend` tells for each letter, by its middle on the line, where the points beside that middle and above the line go. */
function outlines(
  text: string,
  size: number,
  { font, features = [], tracking = 0 }: Lettering,
  bend: (middle: number) => (aside: number, up: number) => Point,
): string {
  const face = fontOf(font);
  const scale = size / face.unitsPerEm;
  const { glyphs, positions } = face.layout(text, features);
  let pen = 0;
  return glyphs
    .map((glyph, index) => {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
      const half = (xAdvance * scale) / 2;
      const place = bend(pen + half);
      pen += 2 * half + tracking;
      const put = (x: number, y: number): Point => place((x + xOffset) * scale - half, (y + yOffset) * scale);
      return glyph.path.commands.map(({ command, args }) => `${LETTERS[command]}${pointsOf(args, put)}`).join('');
    })
    .join('');
}

const LETTERS = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' } as const;

function pointsOf(args: readonly number[], put: (x: number, y: number) => Point): string {
  const points: string[] = [];
  for (let at = 0; at + 1 < args.length; at += 2)
    points.push(
      put(args[at] ?? 0, args[at + 1] ?? 0)
        .map(hundredths)
        .join(' '),
    );
  return points.join(' ');
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

import { type FontName, fontOf } from '#platform/pdf/fonts';
import { hundredths } from './paper';

export interface Circle {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

export interface Engraving {
  readonly font: FontName;
  readonly size: number;
  readonly tracking: number;
  /** Above the middle, bent like a rainbow; or below it, like a smile. Either is read from left to right. */
  readonly side: 'above' | 'below';
}

/** Letters along a circle, as outlines: no text of a document can be bent. What they say belongs into the drawing's description. */
export function lettering(text: string, { cx, cy, radius }: Circle, { font, size, tracking, side }: Engraving): string {
  const face = fontOf(font);
  const { glyphs, positions } = face.layout(text);
  const scale = size / face.unitsPerEm;
  const advances = positions.map(({ xAdvance }) => xAdvance * scale + tracking);
  const length = advances.reduce((sum, advance) => sum + advance, -tracking);
  const turn = side === 'above' ? 1 : -1;
  let along = -length / 2;
  return glyphs
    .map((glyph, index) => {
      const advance = (advances[index] ?? 0) - tracking;
      const angle = turn * ((along + advance / 2) / radius - Math.PI / 2);
      along += advance + tracking;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      // Along the circle, and upwards for whoever reads the letter.
      const place: Placing = (x, y) => {
        const [right, up] = [x * scale - advance / 2, y * scale];
        return [cx + cos * (radius + turn * up) - turn * sin * right, cy + sin * (radius + turn * up) + turn * cos * right];
      };
      return outline(glyph, place);
    })
    .join('');
}

type Outlined = Pick<ReturnType<ReturnType<typeof fontOf>['getGlyph']>, 'path'>;

type Placing = (x: number, y: number) => readonly [x: number, y: number];

function outline({ path }: Outlined, place: Placing): string {
  let at: readonly [number, number] = [0, 0];
  return path.commands
    .map(({ command, args }) => {
      const points = pairs(args);
      const from = at;
      at = points.at(-1) ?? at;
      const written = (...each: readonly (readonly [number, number])[]) =>
        each.map(([x, y]) => place(x, y).map(hundredths).join(' ')).join(' ');
      switch (command) {
        case 'moveTo':
          return `M${written(at)}`;
        case 'lineTo':
          return `L${written(at)}`;
        case 'quadraticCurveTo': {
          const control = points[0] ?? at;
          return `C${written(towards(from, control), towards(at, control), at)}`;
        }
        case 'bezierCurveTo':
          return `C${written(...points)}`;
        case 'closePath':
          return 'Z';
      }
    })
    .join('');
}

const pairs = (args: readonly number[]): (readonly [number, number])[] =>
  Array.from({ length: args.length / 2 }, (_, n) => [args[2 * n] ?? 0, args[2 * n + 1] ?? 0] as const);

/** A quadratic curve has one control point, a cubic one has two: each two thirds of the way to it. */
const towards = ([x, y]: readonly [number, number], [cx, cy]: readonly [number, number]): readonly [number, number] => [
  x + ((cx - x) * 2) / 3,
  y + ((cy - y) * 2) / 3,
];

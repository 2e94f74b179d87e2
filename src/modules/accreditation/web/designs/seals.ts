import { widthOf } from '#platform/pdf/measure';
import type { Colour, Placed } from '#platform/pdf/sheet';
import { drawnOnce } from './drawn-once';
import { type Circle, lettering } from './lettering';
import { ring } from './marks';
import { hundredths, textAt } from './paper';
import { roundWave } from './waves';

export interface SealInks {
  readonly ink: Colour;
  readonly line: Colour;
}

const SEAL = 45;
const double = (radius: number, swing: number, loops: number): string =>
  roundWave({ cx: 0, cy: 0, radius }, swing, loops, 0) + roundWave({ cx: 0, cy: 0, radius }, swing, loops, Math.PI);
const SEAL_EDGE = double(42.8, 1.7, 44);
const SEAL_HEART = double(24.3, 2.4, 36);

/** «Aplicado en el puesto»: what was learned was seen in the person's daily work. Rings, letters around them, and a tick. */
export function appliedSeal(
  cx: number,
  cy: number,
  words: { readonly text: string; readonly alt: string },
  { ink, line }: SealInks,
): readonly Placed[] {
  const box = { x: cx - SEAL, y: cy - SEAL, width: 2 * SEAL, height: 2 * SEAL };
  const letters = drawnOnce(`seal ${words.text}`, () => engraved(words.text.toUpperCase(), { cx: 0, cy: 0, radius: 32.6 }) + stars(0, 0));
  const fine = { kind: 'path', alt: null, places: [{ x: cx, y: cy }], shared: true } as const;
  return [
    { kind: 'path', alt: words.alt, path: ring(cx, cy, 40) + ring(cx, cy, 28.4), stroke: ink, lineWidth: 0.9, box },
    { ...fine, path: SEAL_EDGE, stroke: line, lineWidth: 0.45 },
    { ...fine, path: SEAL_HEART, stroke: line, lineWidth: 0.35 },
    { ...fine, path: letters, fill: ink },
    { kind: 'path', alt: null, path: tick(cx, cy), fill: ink },
  ];
}

/** As large as goes around three quarters of the circle. */
function engraved(text: string, circle: Circle): string {
  const style = { font: 'sans-semibold', tracking: 1 } as const;
  const most = 2 * Math.PI * circle.radius * 0.74;
  const size = Math.min(9.2, (most - text.length * style.tracking) / widthOf(text, 1, { font: style.font }));
  return lettering(text, { ...circle, radius: 34.2 - size * 0.33 }, { ...style, size, side: 'above' });
}

/** Three small stars where the letters end. */
function stars(cx: number, cy: number): string {
  return [-0.4, 0, 0.4].map((turn) => star(cx + 34.2 * Math.sin(turn), cy + 34.2 * Math.cos(turn), turn === 0 ? 3.4 : 2.4)).join('');
}

function star(cx: number, cy: number, r: number): string {
  const points = Array.from({ length: 10 }, (_, n) => {
    const length = n % 2 === 0 ? r : r * 0.42;
    const angle = (n * Math.PI) / 5 - Math.PI / 2;
    return `${hundredths(cx + length * Math.cos(angle))} ${hundredths(cy + length * Math.sin(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

/** A tick as a broad pen draws it: thin going down, thicker going up. */
function tick(cx: number, cy: number): string {
  const at = (x: number, y: number) => `${hundredths(cx + x)} ${hundredths(cy + y)}`;
  return `M${at(-11, 0.5)}C${at(-8.5, -1.6)} ${at(-6.8, -1.2)} ${at(-3.2, 4.6)}C${at(1.2, -4)} ${at(6, -9)} ${at(12.5, -12.6)}C${at(6.4, -5.6)} ${at(1.6, 1.4)} ${at(-1.6, 10.4)}C${at(-3.2, 11)} ${at(-4.4, 11)} ${at(-5.4, 10.6)}C${at(-6.8, 6.4)} ${at(-8.6, 2.6)} ${at(-11, 0.5)}Z`;
}

const MEDAL = 46;
const ROSETTE = [
  ...[0, 1, 2, 3].map((strand) => roundWave({ cx: 0, cy: 0, radius: 37 }, 8.4, 20, (strand * Math.PI) / 2)),
  double(MEDAL - 1.4, 1.4, 60),
].join('');

/** The rank of a diploma that stands for several units: the year, or how many units, inside an engine-turned rosette. */
export function medal(cx: number, cy: number, figure: string, below: string | null, { ink, line }: SealInks): readonly Placed[] {
  const size = figure.length > 2 ? 21 : 30;
  return [
    { kind: 'path', alt: null, path: ROSETTE, places: [{ x: cx, y: cy }], stroke: line, lineWidth: 0.4, shared: true },
    { kind: 'path', alt: null, path: ring(cx, cy, 26.4), stroke: ink, lineWidth: 1 },
    { kind: 'path', alt: null, path: ring(cx, cy, 24.2), stroke: ink, lineWidth: 0.4 },
    textAt(cx, cy + (below === null ? size * 0.32 : size * 0.2), 'centre', {
      role: null,
      lines: [figure],
      font: 'serif-medium',
      size,
      colour: ink,
      features: ['lnum'],
    }),
    ...(below === null
      ? []
      : [
          textAt(cx, cy + 14.4, 'centre', {
            role: null,
            lines: [below],
            font: 'serif-medium',
            size: 7.6,
            colour: ink,
            features: ['smcp'],
            tracking: 0.6,
          }),
        ]),
  ];
}

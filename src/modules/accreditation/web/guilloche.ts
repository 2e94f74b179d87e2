import type { Box, PlacedPath } from '#platform/pdf/sheet';
import { hundredths } from './designs/paper';
import { curve } from './designs/waves';

/** A piece of the ornament, and where it stands: drawn once, repeated by the printer. */
export type Motif = Pick<PlacedPath, 'path' | 'places'>;

/** Three interlaced waves along each side of the frame and a rosette in each corner, as on a banknote, drawn in one line weight. */
export function guilloche({ x, y, width, height }: Box, corner: number): readonly Motif[] {
  const half = corner / 2;
  const amplitude = corner * 0.26;
  const [lines, columns] = [
    [y + half, y + height - half],
    [x + half, x + width - half],
  ];
  const across = periods(width - 2 * corner);
  const down = periods(height - 2 * corner);
  return [
    {
      path: waves(across.length, amplitude, (along, off) => [along, off]),
      places: lines.flatMap((line) => across.starts.map((start) => ({ x: hundredths(x + corner + start), y: line }))),
    },
    {
      path: waves(down.length, amplitude, (along, off) => [off, along]),
      places: columns.flatMap((column) => down.starts.map((start) => ({ x: column, y: hundredths(y + corner + start) }))),
    },
    { path: rosette(half * 0.82), places: lines.flatMap((line) => columns.map((column) => ({ x: column, y: line }))) },
  ];
}

type Point = readonly [x: number, y: number];

const PERIOD = 30;

function periods(side: number): { readonly length: number; readonly starts: readonly number[] } {
  const turns = Math.round(side / PERIOD);
  const length = side / turns;
  return { length, starts: Array.from({ length: turns }, (_, turn) => turn * length) };
}

/** One period of the three strands. */
function waves(period: number, amplitude: number, place: (along: number, off: number) => Point): string {
  return [0, 1, 2]
    .map((strand) => {
      const phase = (strand * 2 * Math.PI) / 3;
      return curve(4, (part) => {
        const angle = part * 2 * Math.PI + phase;
        return { at: place(part * period, amplitude * Math.sin(angle)), towards: place(period, amplitude * 2 * Math.PI * Math.cos(angle)) };
      });
    })
    .join('');
}

/** A rose of twelve loops around an open eye. */
function rosette(radius: number): string {
  const petals = [0.62, 0.38].map((mean, ring) => {
    const swing = ring === 0 ? 0.38 : 0.22;
    const loops = ring === 0 ? 12 : 8;
    return [0, 1].map((side) =>
      curve(loops * 6, (part) => {
        const angle = part * 2 * Math.PI;
        const wave = loops * angle + side * Math.PI;
        const r = radius * (mean + swing * Math.sin(wave));
        const dr = radius * swing * loops * Math.cos(wave);
        return {
          at: [r * Math.cos(angle), r * Math.sin(angle)],
          towards: [2 * Math.PI * (dr * Math.cos(angle) - r * Math.sin(angle)), 2 * Math.PI * (dr * Math.sin(angle) + r * Math.cos(angle))],
        };
      }),
    );
  });
  return petals.flat().join('');
}

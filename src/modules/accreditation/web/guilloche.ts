import type { Box } from '#platform/pdf/sheet';

/** Three interlaced waves along each side of the frame and a rosette in each corner, as on a banknote, drawn in one line weight. */
export function guilloche({ x, y, width, height }: Box, corner: number): string {
  const half = corner / 2;
  const amplitude = corner * 0.26;
  const [right, bottom] = [x + width, y + height];
  const horizontal = { from: x + corner, to: right - corner };
  const vertical = { from: y + corner, to: bottom - corner };
  const across = (line: number) => waves(horizontal.from, horizontal.to, amplitude, (along, off) => [along, line + off]);
  const down = (line: number) => waves(vertical.from, vertical.to, amplitude, (along, off) => [line + off, along]);
  const corners = [x + half, right - half].flatMap((cx) => [y + half, bottom - half].map((cy) => rosette(cx, cy, half * 0.82)));
  return [across(y + half), across(bottom - half), down(x + half), down(right - half), ...corners].join('');
}

type Point = readonly [x: number, y: number];

const PERIOD = 30;

function waves(from: number, to: number, amplitude: number, place: (along: number, off: number) => Point): string {
  const turns = Math.round((to - from) / PERIOD);
  const frequency = (2 * Math.PI * turns) / (to - from);
  return [0, 1, 2]
    .map((strand) => {
      const phase = (strand * 2 * Math.PI) / 3;
      return curve(turns * 4, (part) => {
        const along = from + part * (to - from);
        const angle = frequency * (along - from) + phase;
        return {
          at: place(along, amplitude * Math.sin(angle)),
          towards: slope(place, along, to - from, amplitude * frequency * (to - from) * Math.cos(angle)),
        };
      });
    })
    .join('');
}

function slope(place: (along: number, off: number) => Point, _along: number, run: number, rise: number): Point {
  const origin = place(0, 0);
  const tip = place(run, rise);
  return [tip[0] - origin[0], tip[1] - origin[1]];
}

/** A rose of twelve loops around an open eye. */
function rosette(cx: number, cy: number, radius: number): string {
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
          at: [cx + r * Math.cos(angle), cy + r * Math.sin(angle)],
          towards: [2 * Math.PI * (dr * Math.cos(angle) - r * Math.sin(angle)), 2 * Math.PI * (dr * Math.sin(angle) + r * Math.cos(angle))],
        };
      }),
    );
  });
  return petals.flat().join('');
}

/** A smooth line through `steps` pieces of a curve that knows its direction (cubic Hermite, written as Bézier). */
function curve(steps: number, of: (part: number) => { readonly at: Point; readonly towards: Point }): string {
  const third = 1 / (3 * steps);
  let last = of(0);
  let path = `M${write(last.at)}`;
  for (let step = 1; step <= steps; step++) {
    const next = of(step / steps);
    const leaving: Point = [last.at[0] + last.towards[0] * third, last.at[1] + last.towards[1] * third];
    const arriving: Point = [next.at[0] - next.towards[0] * third, next.at[1] - next.towards[1] * third];
    path += `C${write(leaving)} ${write(arriving)} ${write(next.at)}`;
    last = next;
  }
  return path;
}

const write = ([x, y]: Point): string => `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;

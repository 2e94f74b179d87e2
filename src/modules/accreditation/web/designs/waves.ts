import type { Circle } from './lettering';

type Point = readonly [x: number, y: number];

/** A circle that swings in and out: `loops` times around, `swing` to each side. */
export function roundWave({ cx, cy, radius }: Circle, swing: number, loops: number, phase: number): string {
  return curve(loops * 5, (part) => {
    const angle = part * 2 * Math.PI;
    const wave = loops * angle + phase;
    const r = radius + swing * Math.sin(wave);
    const dr = swing * loops * Math.cos(wave);
    return {
      at: [cx + r * Math.cos(angle), cy + r * Math.sin(angle)],
      towards: [2 * Math.PI * (dr * Math.cos(angle) - r * Math.sin(angle)), 2 * Math.PI * (dr * Math.sin(angle) + r * Math.cos(angle))],
    };
  });
}

/** A smooth line through `steps` pieces of a curve that knows its direction (cubic Hermite, written as Bézier). */
export function curve(steps: number, of: (part: number) => { readonly at: Point; readonly towards: Point }): string {
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

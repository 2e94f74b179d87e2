import { curve } from './waves';

/** The rings of a tree: what grows by coming back, year after year. */
export interface Rings {
  readonly cx: number;
  readonly cy: number;
  /** Of the innermost ring and of the outermost. */
  readonly inner: number;
  readonly outer: number;
  /** A half of the trunk, cut at the edge of the paper, or all of it. */
  readonly part: 'half' | 'whole';
}

const COUNT = 27;

/** Each ring as a path of its own, from the inside out. */
export function growthRings({ cx, cy, inner, outer, part }: Rings): readonly string[] {
  return Array.from({ length: COUNT }, (_, n) => {
    // Good years and lean ones: the distances breathe, the same in every diploma.
    const share = (n + 0.34 * Math.sin(n * 2.1) + 0.2 * Math.sin(n * 0.7)) / (COUNT - 1);
    const radius = inner + (outer - inner) * share;
    // A trunk leans on one side as it grows; the heart of a whole one stays where its medal is.
    const lean = part === 'half' ? -10 * (1 - share) : 3 * share;
    return ring({ cx, cy: cy + lean, radius, n, part });
  });
}

interface Ring extends Pick<Rings, 'cx' | 'cy' | 'part'> {
  readonly radius: number;
  readonly n: number;
}

function ring({ cx, cy, radius, n, part }: Ring): string {
  const swing = (angle: number): number =>
    1 + 0.011 * Math.sin(3 * angle + n * 0.08) + 0.006 * Math.sin(5 * angle + 1.3 + n * 0.13) + 0.004 * Math.sin(11 * angle + n * 0.5);
  const point = (angle: number): readonly [x: number, y: number] => {
    const r = radius * swing(angle);
    // What would lie beyond the edge of the paper keeps just outside of it.
    return [Math.max(-6, cx + r * Math.cos(angle)), cy + r * Math.sin(angle)];
  };
  const [from, sweep] = part === 'half' ? [-Math.PI / 2, Math.PI] : [-Math.PI, 2 * Math.PI];
  const steps = part === 'half' ? 24 : 44;
  return curve(steps, (share) => {
    const angle = from + share * sweep;
    const [before, after] = [point(angle - 0.01), point(angle + 0.01)];
    const speed = sweep / 0.02;
    return { at: point(angle), towards: [(after[0] - before[0]) * speed, (after[1] - before[1]) * speed] };
  });
}

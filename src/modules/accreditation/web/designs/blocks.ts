import type { Placed, PlacedText } from '#platform/pdf/sheet';
import { hundredths, type Setting, textAt } from './paper';

/** Something with a height of its own, that wants at least `above` of space over it. */
export interface Block {
  readonly above: number;
  readonly height: number;
  readonly at: (top: number) => readonly Placed[];
}

export interface Area {
  readonly top: number;
  readonly bottom: number;
}

/** Texts one under another, all at the same edge or around the same middle. */
export class Column {
  constructor(
    private readonly x: number,
    private readonly align: PlacedText['align'],
  ) {}

  text(above: number, size: number, setting: Setting): Block {
    const leading = setting.leading ?? setting.size * 1.25;
    // Capitals and ascenders reach about seven tenths of the size over the baseline.
    const ascent = size * 0.7;
    return {
      above,
      height: ascent + (setting.lines.length - 1) * leading,
      at: (top) => [textAt(this.x, top + ascent, this.align, setting)],
    };
  }

  drawing(above: number, height: number, draw: (top: number) => Placed): Block {
    return { above, height, at: (top) => [draw(hundredths(top))] };
  }
}

/** How much smaller letters may get, step by step, when the words are many. */
const DENSITIES = [1, 0.94, 0.88, 0.82, 0.76, 0.7];
const TIGHTEST = 0.72;

/** The body, in letters as large as leave it some air. */
export function compose(
  body: (density: number) => readonly Block[],
  area: Area,
  place: { readonly stretch: number; readonly from: number },
): readonly Placed[] {
  const densest = DENSITIES.length - 1;
  for (const [at, density] of DENSITIES.entries()) {
    const blocks = body(density);
    if (at === densest || stretchOf(blocks, area) >= TIGHTEST) return spread(blocks, area, place);
  }
  return [];
}

function stretchOf(blocks: readonly Block[], { top, bottom }: Area): number {
  const asked = blocks.reduce((sum, { above }) => sum + above, 0);
  const heights = blocks.reduce((sum, { height }) => sum + height, 0);
  return (bottom - top - heights) / asked;
}

/**
 * Places the blocks between top and bottom; what is left over is shared out in proportion to the space that each asked for, up
 * to `stretch` times as much. `from`: what part of the rest stands above them.
 */
function spread(
  blocks: readonly Block[],
  area: Area,
  { stretch: most, from }: { readonly stretch: number; readonly from: number },
): readonly Placed[] {
  const stretch = Math.min(most, stretchOf(blocks, area));
  const used = blocks.reduce((sum, { above, height }) => sum + above * stretch + height, 0);
  let y = area.top + Math.max(0, (area.bottom - area.top - used) * from);
  return blocks.flatMap(({ above, height, at }) => {
    const placed = at(y + above * stretch);
    y += above * stretch + height;
    return placed;
  });
}

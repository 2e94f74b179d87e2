import { fit } from '#platform/pdf/fit';
import type { FontName } from '#platform/pdf/fonts';
import type { Colour } from '#platform/pdf/sheet';
import type { Block, Column } from './blocks';
import { type Drawn, printed } from './paper';

export interface AwardLook {
  readonly above: number;
  readonly width: number;
  readonly font: FontName;
  readonly size: number;
  readonly maxLines: number;
  readonly colour: Colour;
  /** Of one line to the next, in sizes. */
  readonly leading: number;
}

/** What was completed, where the heading does not say it already. */
export function awardBlocks(
  { say }: Drawn,
  text: Column,
  { above, width, font, size, maxLines, colour, leading }: AwardLook,
): readonly Block[] {
  if (say.title === null) return [];
  const set = fit({ pieces: [printed(say.title)], width, size, maxLines, font });
  const letters = { font, size: set.size, leading: set.size * leading, features: ['lnum'] } as const;
  return [text.text(above, set.size, { role: 'H2', lines: set.lines, colour, ...letters })];
}

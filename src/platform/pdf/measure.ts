import { advanceOf, type FontFeature, type FontName, fontOf } from './fonts';

export interface Lettering {
  readonly font: FontName;
  readonly features?: readonly FontFeature[];
  /** Extra space between letters, in points. */
  readonly tracking?: number;
}

/** How wide the text is, in points. */
export function widthOf(text: string, size: number, { font, features = [], tracking = 0 }: Lettering): number {
  // The space after the last letter is not seen, so it does not count.
  return (advanceOf(font, text, features) / fontOf(font).unitsPerEm) * size + tracking * Math.max(0, Array.from(text).length - 1);
}

import type { FontFeature, FontName } from './fonts';
import { type ShapedWord, shaped } from './shape';

export interface Lettering {
  readonly font: FontName;
  readonly features?: readonly FontFeature[];
  /** Extra space between letters, in points. */
  readonly tracking?: number;
}

/** How wide the text is, in points. */
export function widthOf(text: string, size: number, { font, features = [], tracking = 0 }: Lettering): number {
  return widthOfWords(shaped(text, font, features), size, tracking);
}

export function widthOfWords(words: readonly ShapedWord[], size: number, tracking: number): number {
  let advance = 0;
  let letters = 0;
  for (const word of words) {
    advance += word.advance;
    letters += word.letters.length;
  }
  // The space after the last letter is not seen, so it does not count.
  return (advance * size) / 1000 + tracking * Math.max(0, letters - 1);
}

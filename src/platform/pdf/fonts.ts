import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { create, type Font } from 'fontkit';

export const FONT_NAMES = ['serif', 'serif-medium', 'serif-italic', 'sans', 'sans-semibold'] as const;
export type FontName = (typeof FONT_NAMES)[number];

/** OpenType features that a text may ask for: small capitals, lining figures, figures of one width. */
export type FontFeature = 'smcp' | 'lnum' | 'tnum';

const FOLDER = resolve(__dirname, '../../../assets/pdf-fonts');
const parsed = new Map<FontName, Font>();

/** The typeface, read and parsed once for the process: parsing it for each document would cost most of the time. */
export function fontOf(name: FontName): Font {
  let font = parsed.get(name);
  if (!font) {
    font = create(readFileSync(join(FOLDER, `${name}.ttf`)));
    parsed.set(name, font);
  }
  return font;
}

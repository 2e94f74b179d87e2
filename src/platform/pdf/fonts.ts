import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { create, type Font, type Glyph } from 'fontkit';

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
    font = forgetful(create(readFileSync(join(FOLDER, `${name}.ttf`))));
    parsed.set(name, font);
  }
  return font;
}

/**
 * fontkit remembers with a glyph the characters with which it was met first, or none where it was met as a part of another; and one
 * glyph may stand for several. Here it stands for those of the word at hand: what a document says of its letters does not depend on
 * what was drawn before it.
 */
function forgetful(font: Font): Font {
  const getGlyph = (id: number, codePoints: readonly number[] = []): Glyph =>
    Object.create(font.getGlyph(id), { codePoints: { value: codePoints } }) as Glyph;
  return Object.create(font, { getGlyph: { value: getGlyph } }) as Font;
}

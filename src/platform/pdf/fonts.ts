import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { create, type Font, type Glyph, type GlyphPosition, type GlyphRun } from 'fontkit';

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
    font = remembering(create(readFileSync(join(FOLDER, `${name}.ttf`))));
    parsed.set(name, font);
  }
  return font;
}

/** How far the text reaches, in units of the typeface. */
export function advanceOf(name: FontName, text: string, features: readonly string[]): number {
  return shape(fontOf(name), text, features).advanceWidth;
}

/** Texts whose letters are kept in place: what all diplomas of a round share, and nothing more for long. */
const REMEMBERED = 500;
const remembered = new WeakMap<Font, Map<string, GlyphRun>>();

/** Shaping a line (kerning, ligatures, marks) is the dearest step, and most lines of a batch are the same. The least recently used are forgotten. */
function shape(font: Font, text: string, features: readonly string[]): GlyphRun {
  const runs = remembered.get(font) ?? new Map<string, GlyphRun>();
  if (runs.size === 0) remembered.set(font, runs);
  const key = `${features.join()}|${text}`;
  const run = runs.get(key) ?? plain(Object.getPrototypeOf(font) as Font, text, features);
  runs.delete(key);
  runs.set(key, run);
  if (runs.size > REMEMBERED) runs.delete(runs.keys().next().value ?? '');
  return run;
}

// A run of fontkit's works out its width each time that it is asked.
function plain(font: Font, text: string, features: readonly string[]): GlyphRun {
  const { glyphs, positions, advanceWidth } = font.layout(text, features);
  return { glyphs, positions, advanceWidth };
}

/** The typeface as pdfkit takes it: it scales the positions that it gets, so it gets positions of its own. */
function remembering(font: Font): Font {
  const layout = (text: string, features: readonly string[] = []): GlyphRun => {
    const run = shape(face, text, features);
    return { ...run, positions: run.positions.map(copied) };
  };
  const getGlyph = (id: number): Glyph => decodedOnce(font.getGlyph(id));
  const face = Object.create(font, { layout: { value: layout }, getGlyph: { value: getGlyph } }) as Font;
  return face;
}

// pdfkit walks over every field and adds the last: all five in the same order keep the objects of one form, and that walk quick.
function copied({ xAdvance, yAdvance, xOffset, yOffset }: GlyphPosition): GlyphPosition & { advanceWidth: number } {
  return { xAdvance, yAdvance, xOffset, yOffset, advanceWidth: 0 };
}

const decoded = new WeakSet<Glyph>();

/** Each document embeds the letters that it uses, and fontkit would decode the outline of each of them anew. */
function decodedOnce(glyph: Glyph): Glyph {
  if (decoded.has(glyph)) return glyph;
  decoded.add(glyph);
  const outline = glyph._decode();
  Object.defineProperty(glyph, '_decode', { value: () => outline });
  return glyph;
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { create, type Font, type GlyphRun } from 'fontkit';

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

/** Texts whose letters are kept in place: what all diplomas of a round share, and nothing more for long. */
const REMEMBERED = 500;

/**
 * Shaping a line (kerning, ligatures, marks) is the dearest step, and most lines of a batch are the same. The least recently
 * used are forgotten. pdfkit scales the positions that it gets, so each caller gets positions of their own.
 */
function remembering(font: Font): Font {
  const runs = new Map<string, GlyphRun>();
  const layout = (text: string, features: readonly string[] = []): GlyphRun => {
    const key = `${features.join()}|${text}`;
    const known = runs.get(key);
    const run = known ?? plain(font.layout(text, features));
    runs.delete(key);
    runs.set(key, run);
    if (runs.size > REMEMBERED) runs.delete(runs.keys().next().value ?? '');
    return { ...run, positions: run.positions.map((position) => ({ ...position })) };
  };
  return Object.create(font, { layout: { value: layout } }) as Font;
}

// A run works out its width each time that it is asked.
const plain = ({ glyphs, positions, advanceWidth }: GlyphRun): GlyphRun => ({ glyphs, positions, advanceWidth });

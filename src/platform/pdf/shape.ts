import type { GlyphRun } from 'fontkit';
import { casesOf, type Letter } from './cases';
import { type FontFeature, type FontName, fontOf } from './fonts';
import { Memo } from './memo';

/** A word set in a typeface, with the space after it. Lengths are thousandths of the size of the letters. */
export interface ShapedWord {
  readonly advance: number;
  readonly letters: readonly Letter[];
  readonly parts: readonly Part[];
}

/** Letters on one height over the baseline, as PDF shows them: their numbers, and how much closer the next one comes. */
export interface Part {
  readonly rise: number;
  readonly shown: string;
}

/** Setting a word (kerning, ligatures, marks) is dear, and a batch has the same few words over and over: those of the diploma, and names. */
const words = new Memo<ShapedWord>(10_000);

/** A line as its words. Kerning does not reach over a space, so a word looks the same wherever it stands. */
export function shaped(text: string, font: FontName, features: readonly FontFeature[]): readonly ShapedWord[] {
  const lettering = `${font} ${features.join()} `;
  return wordsOf(text).map((word) => words.of(lettering + word, () => shapedWord(word, font, features)));
}

function wordsOf(text: string): readonly string[] {
  const found: string[] = [];
  for (let from = 0; from < text.length;) {
    const space = text.indexOf(' ', from);
    const to = space === -1 ? text.length : space + 1;
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}

function shapedWord(word: string, font: FontName, features: readonly FontFeature[]): ShapedWord {
  const typeface = fontOf(font);
  const cases = casesOf(font);
  const thousandths = (units: number): number => Math.round((units * 1000) / typeface.unitsPerEm);
  const { glyphs, positions } = CODE.test(word) ? laidOutInPairs(word, font, features) : typeface.layout(word, features);
  const parts: { rise: number; shown: string }[] = [];
  let advance = 0;
  glyphs.forEach((glyph, index) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[index] ?? {};
    const [right, rise] = [thousandths(xOffset), thousandths(yOffset)];
    const closer = thousandths(glyph.advanceWidth) - thousandths(xAdvance);
    let part = parts.at(-1);
    if (part?.rise !== rise) parts.push((part = { rise, shown: '' }));
    part.shown += `${moved(-right)}<${cases.numberOf(glyph.id).toString(16).padStart(4, '0')}>${moved(closer + right)}`;
    advance += thousandths(xAdvance);
  });
  return {
    advance,
    letters: glyphs.map(({ id, codePoints }) => ({ number: cases.numberOf(id), glyph: id, codePoints })),
    parts: parts.map(({ rise, shown }) => ({ rise, shown: shown.replaceAll('><', '') })),
  };
}

/** A code is new in each document, but a capital or a figure only minds the one that comes after it. */
const CODE = /^[0-9A-Z][0-9A-Z-]{5,} ?$/;
const pairs = new Memo<GlyphRun>(4_000);

function laidOutInPairs(word: string, font: FontName, features: readonly FontFeature[]): Pick<GlyphRun, 'glyphs' | 'positions'> {
  const lettering = `${font} ${features.join()} `;
  const runs = Array.from(word, (letter, at) => {
    const pair = letter + word.charAt(at + 1);
    return pairs.of(lettering + pair, () => fontOf(font).layout(pair, features));
  });
  return { glyphs: runs.flatMap(({ glyphs }) => glyphs.slice(0, 1)), positions: runs.flatMap(({ positions }) => positions.slice(0, 1)) };
}

const moved = (by: number): string => (by === 0 ? '' : by.toString());

import { type FontName, fontOf } from './fonts';
import { Memo } from './memo';

/**
 * Whether every character of the text has a drawing in the typeface. A character without one would come out as an empty box,
 * which nobody notices until the paper hangs on a wall.
 */
export function isWritable(text: string, font: FontName): boolean {
  return Array.from(text).every((character) => has(font, character));
}

/**
 * The text with only what the typeface can draw. In this order: composed forms (NFC); for what is missing, compatibility forms
 * («ﬁ» → «fi», full-width letters), then the bare letter without the mark that is missing; and last, words with a letter of
 * another script are left out whole, because half a word is a mistake. Null when nothing is left.
 */
export function writable(text: string, font: FontName): string | null {
  return kept.of(`${font} ${text}`, () => ({ text: keep(text, font) })).text;
}

const kept = new Memo<{ readonly text: string | null }>(2000);

function keep(text: string, font: FontName): string | null {
  const words = text
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .split(' ')
    .map((word) =>
      Array.from(word)
        .map((character) => drawable(character, font))
        .join(''),
    )
    .filter((word) => word !== '' && isWritable(word, font));
  const left = words
    .join(' ')
    .replace(/\(\s*\)/g, '')
    .trim();
  return /[\p{L}\p{N}]/u.test(left) ? left : null;
}

function drawable(character: string, font: FontName): string {
  if (has(font, character)) return character;
  const compatible = character.normalize('NFKC');
  if (compatible !== character && isWritable(compatible, font)) return compatible;
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare !== '' && isWritable(bare, font)) return bare;
  // A mark on its own that has no drawing disappears; a letter stays, and its word is left out.
  return /\p{M}|\p{S}/u.test(character) ? '' : character;
}

function has(font: FontName, character: string): boolean {
  return fontOf(font).hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
}

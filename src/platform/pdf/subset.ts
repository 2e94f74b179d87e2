import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { casesOf, type Letter } from './cases';
import { type FontName, fontOf } from './fonts';
import { Memo } from './memo';

/** The letters of a typeface that stand in a file, as the file holds them. */
export interface Subset {
  /** Six letters that no other selection has. */
  readonly tag: string;
  readonly fontFile: Stream;
  /** Where in the font file each letter stands, by its number. */
  readonly placeOfLetter: Stream;
  readonly toUnicode: Stream;
  /** Widths as PDF lists them: a number and the widths from there on. */
  readonly widths: string;
}

export interface Stream {
  readonly compressed: Buffer;
  /** How long it was before. */
  readonly length: number;
}

const subsets = new Memo<Subset>(64);

/** The part of the typeface that has these letters. Nearly all documents of a batch ask for the same few. */
export function subsetOf(name: FontName, called: ReadonlyMap<number, Letter>): Subset {
  const selection = casesOf(name).selection(called);
  const key = `${name} ${selection.name}`;
  return subsets.of(key, () => cut(name, key, selection.letters()));
}

function cut(name: FontName, key: string, letters: readonly Letter[]): Subset {
  const subset = fontOf(name).createSubset();
  const places = new Uint8Array(2 * (1 + (letters.at(-1)?.number ?? 0)));
  for (const { number, glyph } of letters) {
    const place = subset.includeGlyph(glyph);
    places[2 * number] = place >> 8;
    places[2 * number + 1] = place & 0xff;
  }
  return {
    tag: tagOf(key),
    fontFile: compressed(subset.encode()),
    placeOfLetter: compressed(places),
    toUnicode: compressed(Buffer.from(characterMap(letters), 'latin1')),
    widths: rows(letters)
      .map((row) => `${row[0]?.number ?? 0} [${row.map((letter) => widthOf(name, letter)).join(' ')}]`)
      .join(' '),
  };
}

const compressed = (bytes: Uint8Array): Stream => ({ compressed: deflateSync(bytes, { level: 9 }), length: bytes.length });

const tagOf = (key: string): string =>
  Array.from(createHash('sha256').update(key).digest().subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');

function widthOf(name: FontName, { glyph }: Letter): number {
  const font = fontOf(name);
  return Math.round((font.getGlyph(glyph).advanceWidth * 1000) / font.unitsPerEm);
}

/** Letters with numbers one after the other. */
function rows(letters: readonly Letter[]): readonly (readonly Letter[])[] {
  const found: Letter[][] = [];
  letters.forEach((letter, at) => {
    if (letters[at - 1]?.number === letter.number - 1) found.at(-1)?.push(letter);
    else found.push([letter]);
  });
  return found;
}

/** Which characters each letter stands for: so that text can be searched, copied and read aloud. */
function characterMap(letters: readonly Letter[]): string {
  const ranges = rows(letters)
    .flatMap(withinPages)
    .map(
      (row) => `<${hex(row[0]?.number)}> <${hex(row.at(-1)?.number)}> [${row.map(({ codePoints }) => `<${utf16(codePoints)}>`).join('')}]`,
    );
  const blocks: string[] = [];
  for (let at = 0; at < ranges.length; at += 100) {
    const block = ranges.slice(at, at + 100);
    blocks.push(`${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

/** A range of numbers must not go over the end of a page of 256. */
function withinPages(row: readonly Letter[]): readonly (readonly Letter[])[] {
  const end = row.findIndex(({ number }, at) => at > 0 && number % 256 === 0);
  return end === -1 ? [row] : [row.slice(0, end), ...withinPages(row.slice(end))];
}

const hex = (number = 0): string => number.toString(16).padStart(4, '0');

function utf16(codePoints: readonly number[]): string {
  const text = String.fromCodePoint(...codePoints);
  return Array.from({ length: text.length }, (_, at) => hex(text.charCodeAt(at))).join('');
}

import type { Letter } from './cases';
import { type FontName, fontOf } from './fonts';
import { type PdfFile, type Reference, Written } from './pdf-file';
import { type Stream, type Subset, subsetOf } from './subset';

/** Writes the letters used of a typeface into the file, under the reference that its pages know. */
export function embed(file: PdfFile, reference: Reference, name: FontName, called: ReadonlyMap<number, Letter>): void {
  const subset = subsetOf(name, called);
  const title = `${subset.tag}+${fontOf(name).postscriptName}`;
  const letters = file.ref({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: title,
    CIDSystemInfo: { Registry: file.string('Adobe'), Ordering: file.string('Identity'), Supplement: 0 },
    FontDescriptor: describe(file, name, title, subset),
    W: new Written(`[${subset.widths}]`),
    CIDToGIDMap: stream(file, subset.placeOfLetter),
  });
  letters.end();
  Object.assign(reference.data, {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: title,
    Encoding: 'Identity-H',
    DescendantFonts: [letters],
    ToUnicode: stream(file, subset.toUnicode),
  });
  reference.end();
}

const SYMBOLIC = 4;
const ITALIC = 64;

function describe(file: PdfFile, name: FontName, title: string, { fontFile }: Subset): Reference {
  const { bbox, ascent, descent, capHeight, xHeight, italicAngle, unitsPerEm } = fontOf(name);
  const [left, bottom, right, top, Ascent, Descent, CapHeight, XHeight] = [
    bbox.minX,
    bbox.minY,
    bbox.maxX,
    bbox.maxY,
    ascent,
    descent,
    capHeight,
    xHeight,
  ].map((units) => Math.round((units * 1000) / unitsPerEm));
  const descriptor = file.ref({
    Type: 'FontDescriptor',
    FontName: title,
    Flags: SYMBOLIC | (italicAngle === 0 ? 0 : ITALIC),
    FontBBox: [left, bottom, right, top],
    ItalicAngle: italicAngle,
    Ascent,
    Descent,
    CapHeight,
    XHeight,
    StemV: 0,
    FontFile2: stream(file, fontFile, { Length1: fontFile.length }),
  });
  descriptor.end();
  return descriptor;
}

function stream(file: PdfFile, { compressed }: Stream, entries: object = {}): Reference {
  const reference = file.ref({ ...entries, Filter: 'FlateDecode' });
  reference.end(compressed);
  return reference;
}

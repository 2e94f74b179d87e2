import type { FontName } from './fonts';
import { widthOf } from './measure';
import type { Placed, PlacedImage, PlacedPath, PlacedText, Sheet } from './sheet';

/** The sheet as an inline SVG for a page: a picture of the paper, in the typefaces of the page. Drawings shared by thousands are too fine to be seen small, and are left out. */
export function sheetAsSvg({ width, height, items }: Sheet, label: string): string {
  const drawn = items.filter((item) => item.kind !== 'path' || item.shared !== true).map(asSvg);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}"><rect width="${width}" height="${height}" fill="#ffffff"/>${drawn.join('')}</svg>`;
}

function asSvg(item: Placed): string {
  switch (item.kind) {
    case 'text':
      return textAsSvg(item);
    case 'path':
      return pathAsSvg(item);
    case 'image':
      return imageAsSvg(item);
    default:
      return item satisfies never;
  }
}

const ANCHORS = { left: 'start', centre: 'middle', right: 'end' } as const;

const FACES: Readonly<Record<FontName, string>> = {
  serif: 'font-family="Alegreya, Georgia, serif"',
  'serif-medium': 'font-family="Alegreya, Georgia, serif" font-weight="500"',
  'serif-italic': 'font-family="Alegreya, Georgia, serif" font-style="italic"',
  sans: 'font-family="\'Source Sans 3\', sans-serif"',
  'sans-semibold': 'font-family="\'Source Sans 3\', sans-serif" font-weight="600"',
};

function textAsSvg({ lines, x, y, align, font, size, colour, leading = size * 1.25, tracking = 0, features = [] }: PlacedText): string {
  const variant = features.includes('smcp') ? ' font-variant="small-caps"' : '';
  return lines
    .map((line, index) => {
      // The measured length holds whatever typeface the page finds.
      const length = Math.round(widthOf(line, size, { font, tracking, features }) * 10) / 10;
      const place = `x="${x}" y="${Math.round((y + index * leading) * 100) / 100}" text-anchor="${ANCHORS[align]}" textLength="${length}"`;
      return `<text ${place} ${FACES[font]}${variant} font-size="${size}" fill="${colour}">${escaped(line)}</text>`;
    })
    .join('');
}

function pathAsSvg({ path, fill, stroke, lineWidth = 1, places }: PlacedPath): string {
  const line = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${lineWidth}"`;
  const drawn = (place: string) => `<path d="${path}" fill="${fill ?? 'none'}"${line}${place}/>`;
  if (places === undefined) return drawn('');
  return places.map(({ x, y, scale = 1 }) => drawn(` transform="translate(${x} ${y}) scale(${scale})"`)).join('');
}

function imageAsSvg({ bytes, box }: PlacedImage): string {
  const type = bytes[0] === 0x89 ? 'image/png' : 'image/jpeg';
  return `<image x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" href="data:${type};base64,${Buffer.from(bytes).toString('base64')}"/>`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? character);

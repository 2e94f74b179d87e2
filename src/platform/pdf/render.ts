import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { milliseconds } from '#kernel/instant';
import { FONT_NAMES, fontOf } from './fonts';
import { widthOf } from './measure';
import { pathOperators } from './path-operators';
import { reserveSignature, type SignaturePlace } from './signature-field';
import type { PdfDocument, Placed, PlacedImage, PlacedPath, PlacedText, Sheet } from './sheet';

/** The document as a tagged PDF with its typefaces inside. The same document gives the same bytes. */
export function renderPdf(document: PdfDocument, { signature }: { readonly signature?: SignaturePlace } = {}): Promise<Buffer> {
  const pdf = open(document);
  const bytes = collect(pdf);
  const root = pdf.struct('Document', { title: document.title });
  pdf.addStructure(root);
  document.sheets.forEach((sheet) => {
    pdf.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    drawSheet(pdf, root, sheet);
  });
  if (signature) reserveSignature(pdf, root, signature);
  root.end();
  pdf.end();
  return bytes;
}

type Pdf = PDFKit.PDFDocument;
type Structure = PDFKit.PDFStructureElement;

function open({ title, author, language, createdAt, keywords }: PdfDocument): Pdf {
  // eslint-disable-next-line no-restricted-syntax -- pdfkit writes moments from Date objects only
  const moment = new Date(milliseconds(createdAt));
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    autoFirstPage: false,
    tagged: true,
    lang: language,
    displayTitle: true,
    // Helvetica would be looked up, and left out of the file, though nothing is set in it.
    font: null as unknown as string,
    info: {
      Title: title,
      Author: author,
      Keywords: keywords,
      Creator: 'Cadencia',
      Producer: 'Cadencia',
      CreationDate: moment,
      ModDate: moment,
    },
  });
  // pdfkit takes a parsed font too, which its types do not say.
  for (const name of FONT_NAMES) pdf.registerFont(name, fontOf(name) as unknown as Buffer);
  return pdf;
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function drawSheet(pdf: Pdf, root: Structure, sheet: Sheet): void {
  for (const item of sheet.items) {
    const draw = () => drawItem(pdf, item, sheet);
    if (isOrnament(item)) asOrnament(pdf, draw);
    else if (item.kind === 'text') root.add(pdf.struct(item.role ?? 'P', {}, draw));
    else root.add(pdf.struct('Figure', { alt: item.alt ?? '', ...boxOf(item) }, draw));
  }
}

const isOrnament = (item: Placed): boolean => (item.kind === 'text' ? item.role === null : item.alt === null);

function boxOf({ box }: PlacedPath | PlacedImage): { bbox: [number, number, number, number] } {
  if (!box) throw new Error('a drawing with a description needs its box');
  return { bbox: [box.x, box.y, box.x + box.width, box.y + box.height] };
}

function asOrnament(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}

function drawItem(pdf: Pdf, item: Placed, sheet: Sheet): void {
  switch (item.kind) {
    case 'text':
      drawText(pdf, item);
      return;
    case 'image':
      pdf.image(item.bytes, item.box.x, item.box.y, { fit: [item.box.width, item.box.height], align: 'center', valign: 'center' });
      return;
    case 'path':
      if (item.shared === true) stamp(pdf, item, sheet);
      else pdf.addContent(`q\n${pathOperators(item)}\nQ`);
      return;
    default:
      item satisfies never;
  }
}

function drawText(
  pdf: Pdf,
  { lines, x, y, align, font, size, colour, leading = size * 1.25, tracking = 0, features = [] }: PlacedText,
): void {
  pdf.font(font).fontSize(size).fillColor(colour);
  lines.forEach((line, index) => {
    const width = widthOf(line, size, { font, tracking, features });
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    // The space at the end keeps two lines apart for whoever copies the text or has it read aloud.
    const text = index < lines.length - 1 ? `${line} ` : line;
    pdf.text(text, left, y + index * leading, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: tracking,
      features: features as PDFKit.Mixins.OpenTypeFeatures[],
    });
  });
}

/** Compressed drawings of the process. There are as many as there are templates, in as many colours as companies. */
const stamps = new Map<string, Buffer>();

function stampOf(item: PlacedPath): Buffer {
  const key = [item.path, item.fill, item.stroke, item.lineWidth, item.dash].join('|');
  let compressed = stamps.get(key);
  if (!compressed) {
    compressed = deflateSync(Buffer.from(pathOperators(item), 'latin1'), { level: 9 });
    stamps.set(key, compressed);
  }
  return compressed;
}

function stamp(pdf: Pdf, item: PlacedPath, { width, height }: Sheet): void {
  const form = pdf.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, width, height],
    Resources: {},
    Filter: 'FlateDecode',
  });
  form.end(stampOf(item));
  const page = pdf.page as unknown as { readonly xobjects: Record<string, unknown> };
  const name = `Stamp${Object.keys(page.xobjects).length}`;
  page.xobjects[name] = form;
  pdf.addContent(`/${name} Do`);
}

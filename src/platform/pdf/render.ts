import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Letter } from './cases';
import { FONT_NAMES, type FontName } from './fonts';
import { placeImage, readyImage, type ReadyImage } from './images';
import { pathOperators } from './path-operators';
import { PdfFile, type Reference } from './pdf-file';
import { reserveSignature, type SignaturePlace } from './signature-field';
import type { Cell, Heading, PdfDocument, Placed, PlacedImage, PlacedPath, PlacedText, Sheet } from './sheet';
import { stampOf } from './stamps';
import { textOperators } from './text-operators';
import { embed } from './typeface';

/** The document as PDF/A-2a and PDF/UA-1: tagged, with its typefaces inside. The same document gives the same bytes, wherever it is drawn. */
export async function renderPdf(document: PdfDocument, { signature }: { readonly signature?: SignaturePlace } = {}): Promise<Buffer> {
  const drawing = new Drawing(document);
  for (const sheet of document.sheets) drawing.draw(sheet, await imagesOf(sheet));
  if (signature) drawing.reserve(signature);
  return drawing.end();
}

/** One file of thousands of sheets, written while they come: what is in memory is a sheet, and a line about each one before it. */
export async function renderPdfTo(output: Writable, heading: Heading, sheets: Iterable<Sheet> | AsyncIterable<Sheet>): Promise<void> {
  const drawing = new Drawing(heading);
  for await (const sheet of sheets) {
    drawing.draw(sheet, await imagesOf(sheet));
    if (!output.write(drawing.written())) await once(output, 'drain');
  }
  output.end(drawing.end());
}

type Images = ReadonlyMap<PlacedImage, ReadyImage>;

async function imagesOf({ items }: Sheet): Promise<Images> {
  const images = new Map<PlacedImage, ReadyImage>();
  for (const item of items) if (item.kind === 'image') images.set(item, await readyImage(item.bytes));
  return images;
}

type Structure = PDFKit.PDFStructureElement;

/** A file being drawn, sheet after sheet. What several sheets show stands in it once. */
class Drawing {
  private readonly file: PdfFile;
  private readonly root: Structure;
  private readonly typefaces = new Map<FontName, { readonly reference: Reference; readonly called: Map<number, Letter> }>();
  private readonly stamps = new Map<string, Reference>();
  private readonly placed = new Map<string, PDFKit.Mixins.ImageSrc>();

  constructor(private readonly heading: Heading) {
    this.file = new PdfFile(heading);
    this.root = this.file.struct('Document', { title: heading.title });
    this.file.addStructure(this.root);
  }

  draw(sheet: Sheet, images: Images): void {
    this.file.addPage({ size: [sheet.width, sheet.height], margin: 0 });
    const part = this.file.struct('Sect');
    this.root.add(part);
    for (const items of tablesTogether(sheet.items)) {
      const [first] = items;
      if (first === undefined) continue;
      const draw = () => this.drawItem(first, sheet, images);
      if (isCell(first)) part.add(this.table(items.filter(isCell)));
      else if (isOrnament(first)) this.asOrnament(draw);
      else part.add(this.tagged(first, draw));
    }
    part.end();
  }

  /** What was drawn since the last time. */
  written(): Buffer {
    return this.file.taken();
  }

  /** On the sheet that was drawn last. */
  reserve(place: SignaturePlace): void {
    reserveSignature(this.file, this.root, place);
  }

  end(): Buffer {
    for (const name of FONT_NAMES) {
      const typeface = this.typefaces.get(name);
      if (typeface) embed(this.file, typeface.reference, name, typeface.called);
    }
    this.root.end();
    this.file.end();
    return this.file.taken();
  }

  private tagged(item: Placed, draw: () => void): Structure {
    const language = item.language === undefined || item.language === this.heading.language ? {} : { lang: item.language };
    if (item.kind === 'text') return this.file.struct(item.role ?? 'P', language, draw);
    return this.file.struct('Figure', { alt: item.alt ?? '', ...language, ...boxOf(item) }, draw);
  }

  private table(cells: readonly TableCell[]): Structure {
    const rows = [...new Set(cells.map(({ cell }) => cell.row))].map((row) => cells.filter(({ cell }) => cell.row === row));
    return this.file.struct(
      'Table',
      {},
      rows.map((row) =>
        this.file.struct(
          'TR',
          {},
          row.map((cell) => this.cell(cell)),
        ),
      ),
    );
  }

  /** Whoever has it read aloud hears of a cell under which heads it stands. */
  private cell(text: TableCell): Structure {
    const { heads } = text.cell;
    const isEmpty = text.lines.every((line) => line === '');
    return this.file.struct(heads === null ? 'TD' : 'TH', heads === null ? {} : SCOPES[heads], isEmpty ? [] : () => this.drawText(text));
  }

  private asOrnament(draw: () => void): void {
    this.file.markContent('Artifact', { type: 'Layout' });
    draw();
    this.file.endMarkedContent();
  }

  private drawItem(item: Placed, sheet: Sheet, images: Images): void {
    switch (item.kind) {
      case 'text':
        this.drawText(item);
        return;
      case 'image':
        this.drawImage(item, images);
        return;
      case 'path':
        if (item.shared === true) this.stamp(item, sheet);
        else this.file.addContent(`q\n${pathOperators(item)}\nQ`);
        return;
      default:
        item satisfies never;
    }
  }

  private drawText(text: PlacedText): void {
    let typeface = this.typefaces.get(text.font);
    if (!typeface) this.typefaces.set(text.font, (typeface = { reference: this.file.ref({}), called: new Map<number, Letter>() }));
    const label = `F${FONT_NAMES.indexOf(text.font)}`;
    this.resources().fonts[label] = typeface.reference;
    const { operators, words } = textOperators(text, label);
    for (const { letters } of words)
      for (const letter of letters) if (!typeface.called.has(letter.number)) typeface.called.set(letter.number, letter);
    this.file.addContent(operators);
  }

  private drawImage(item: PlacedImage, images: Images): void {
    const image = images.get(item);
    if (!image) throw new Error('a picture was not made ready');
    let placed = this.placed.get(image.digest);
    if (placed === undefined) this.placed.set(image.digest, (placed = placeImage(this.file, image, `I${this.placed.size}`)));
    const { x, y, width, height } = item.box;
    this.file.image(placed, x, y, { fit: [width, height], align: 'center', valign: 'center' });
  }

  private stamp(item: PlacedPath, { width, height }: Sheet): void {
    const stamp = stampOf(item);
    const key = `${width} ${height} ${stamp.key}`;
    let form = this.stamps.get(key);
    if (!form) {
      form = this.file.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: {}, Filter: 'FlateDecode' });
      form.end(stamp.compressed);
      this.stamps.set(key, form);
    }
    const { xobjects } = this.resources();
    const name = `Stamp${Object.keys(xobjects).length}`;
    xobjects[name] = form;
    this.file.addContent(`/${name} Do`);
  }

  private resources(): { readonly fonts: Record<string, unknown>; readonly xobjects: Record<string, unknown> } {
    return this.file.page;
  }
}

type TableCell = PlacedText & { readonly cell: Cell };

const isCell = (item: Placed): item is TableCell => item.kind === 'text' && item.cell !== undefined;

/** Each item alone, but cells that follow each other. */
function tablesTogether(items: readonly Placed[]): readonly (readonly Placed[])[] {
  const together: Placed[][] = [];
  for (const item of items) {
    const last = together.at(-1);
    if (isCell(item) && last?.[0] !== undefined && isCell(last[0])) last.push(item);
    else together.push([item]);
  }
  return together;
}

// pdfkit knows the scope of a head; its types do not.
const SCOPES: Readonly<Record<'column' | 'row', object>> = { column: { scope: 'Column' }, row: { scope: 'Row' } };

const isOrnament = (item: Placed): boolean => (item.kind === 'text' ? item.role === null : item.alt === null);

function boxOf({ box }: PlacedPath | PlacedImage): { bbox: [number, number, number, number] } {
  if (!box) throw new Error('a drawing with a description needs its box');
  return { bbox: [box.x, box.y, box.x + box.width, box.y + box.height] };
}

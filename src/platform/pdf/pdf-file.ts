import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { milliseconds } from '#kernel/instant';
import type { Heading } from './sheet';
import { xmpOf } from './xmp';

/** An object of the file that others may point to. */
export interface Reference {
  readonly data: Record<string, unknown>;
  write(bytes: Uint8Array): void;
  end(bytes?: Uint8Array): void;
}

/**
 * pdfkit's document, which knows either PDF/A or PDF/UA, as one that is both: PDF/A-2a (can be kept for decades) and PDF/UA-1 (can
 * be read aloud). The methods of pdfkit (whose version is pinned) that write metadata, pages
 * and bytes are replaced.
 */
export class PdfFile extends PDFDocument {
  // Set by `_write`, which pdfkit's constructor calls before a field of ours could have a value.
  declare private written: Uint8Array[] | undefined;
  declare private line: string | undefined;
  declare private _offset: number;
  declare private readonly _root: Reference;
  private content = '';

  constructor(private readonly heading: Heading) {
    // eslint-disable-next-line no-restricted-syntax -- pdfkit writes moments from Date objects only
    const moment = new Date(milliseconds(heading.createdAt));
    super({
      pdfVersion: '1.7',
      autoFirstPage: false,
      tagged: true,
      lang: heading.language,
      displayTitle: true,
      // Helvetica would be looked up, and left out of the file, though nothing is set in it.
      font: null as unknown as string,
      info: {
        Title: heading.title,
        Author: heading.author,
        ...(heading.keywords === '' ? {} : { Keywords: heading.keywords }),
        Creator: 'Cadencia',
        Producer: 'Cadencia',
        CreationDate: moment,
        ModDate: moment,
      },
    });
  }

  override ref(data: object): PDFKit.PDFKitReference & Reference {
    return super.ref(data);
  }

  /** A string of the file; pdfkit takes plain strings for names. */
  string(words: string): unknown {
    return Object(words);
  }

  /** The bytes written since the last time. */
  taken(): Buffer {
    this.setDown();
    const bytes = Buffer.concat(this.written ?? []);
    this.written = [];
    return bytes;
  }

  /** A page is one piece of text, compressed in one go. */
  override addContent(operators: string): this {
    this.content += `${operators}\n`;
    return this;
  }

  override flushPages(): void {
    if (this.content !== '') {
      const { content } = this.page as unknown as { readonly content: Reference & { compress: boolean } };
      // pdfkit decides at the start whether it compresses: these bytes are compressed already.
      content.compress = false;
      content.data['Filter'] = 'FlateDecode';
      content.write(deflateSync(Buffer.from(this.content, 'latin1'), { windowBits: 14, memLevel: 7 }));
      this.content = '';
    }
    super.flushPages();
  }

  // Straight to memory: the document is drawn in one go, and a stream would only carry each of its hundreds of pieces about.
  protected _write(data: Uint8Array | string): void {
    if (typeof data === 'string') this.line = `${this.line ?? ''}${data}\n`;
    else {
      this.setDown();
      this.written?.push(data);
    }
    this._offset += typeof data === 'string' ? data.length + 1 : data.length;
  }

  private setDown(): void {
    (this.written ??= []).push(Buffer.from(this.line ?? '', 'latin1'));
    this.line = '';
  }

  override endMetadata(): void {
    const metadata = this.ref({ Type: 'Metadata', Subtype: 'XML' });
    (metadata as { compress: boolean }).compress = false;
    metadata.end(Buffer.from(xmpOf(this.heading)));
    const profile = this.ref({ N: 3, Filter: 'FlateDecode' });
    profile.end(sRgb());
    const intent = this.ref({
      Type: 'OutputIntent',
      S: 'GTS_PDFA1',
      OutputConditionIdentifier: this.string('sRGB IEC61966-2.1'),
      Info: this.string('sRGB IEC61966-2.1'),
      DestOutputProfile: profile,
    });
    intent.end();
    Object.assign(this._root.data, { Metadata: metadata, OutputIntents: [intent] });
  }
}

let compressedProfile: Buffer | undefined;

/** What red, green and blue mean in the file. */
function sRgb(): Buffer {
  compressedProfile ??= deflateSync(readFileSync(join(dirname(require.resolve('pdfkit')), 'data', 'sRGB_IEC61966_2_1.icc')), { level: 9 });
  return compressedProfile;
}

/** A piece of the file that is written already as PDF has it. */
export class Written {
  readonly [Symbol.toStringTag] = 'Written';

  constructor(private readonly syntax: string) {}

  toString(): string {
    return this.syntax;
  }
}

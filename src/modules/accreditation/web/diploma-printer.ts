import { Injectable } from '@nestjs/common';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { renderPdfTo } from '#platform/pdf/render';
import { RenderPool } from '#platform/pdf/render-pool';
import type { Sheet } from '#platform/pdf/sheet';
import { AccreditationService } from '../accreditation.service';
import { DiplomaSigner } from '../diploma-signer';
import { HandedOutService } from '../handed-out.service';
import { type Diploma, picturesOf } from '../domain/diploma';
import { diplomaDocument, diplomaSheet } from './diploma-sheet';

/** What a file of many diplomas says of itself. */
export interface PrintedTogether {
  readonly title: string;
  readonly locale: Locale;
  readonly at: Instant;
  readonly id: string;
}

/** The diploma on paper: drawn anew each time from what was frozen, and so the same bytes each time. */
@Injectable()
export class DiplomaPrinter {
  /** The last pictures read: thousands of diplomas in a row carry the same. */
  private last: { readonly hashes: string; readonly pictures: ReadonlyMap<string, Buffer> } | null = null;

  constructor(
    private readonly accreditation: AccreditationService,
    private readonly signer: DiplomaSigner,
    private readonly handedOut: HandedOutService,
    private readonly pool: RenderPool,
  ) {}

  /** Signed, where the company signs. */
  async pdfOf(diploma: Diploma): Promise<Buffer> {
    const document = diplomaDocument(diploma.snapshot, await this.picturesOf([diploma]));
    const bytes = await this.signer.signed(diploma, (place) => this.pool.render(document, place === undefined ? {} : { signature: place }));
    return this.handedOut.handingOut(diploma, bytes);
  }

  /** Whether it is, byte for byte, what was handed out of this diploma, signed or before anything was signed. Nothing is signed for it. */
  async isOf(diploma: Diploma, bytes: Buffer): Promise<boolean> {
    if (await this.handedOut.wasHandedOut(diploma, bytes)) return true;
    const document = diplomaDocument(diploma.snapshot, await this.picturesOf([diploma]));
    if ((await this.pool.render(document)).equals(bytes)) return true;
    const signed = await this.signer.signedBefore(diploma, (signature) => this.pool.render(document, { signature }));
    return signed?.equals(bytes) === true;
  }

  /** All of them in one file for the printer, a page each, in the order given; `turned` hears of each page. */
  async pdfOfMany(
    diplomas: readonly Diploma[],
    { title, locale, at, id }: PrintedTogether,
    turned: (pages: number) => Promise<void>,
  ): Promise<Buffer> {
    const pictures = await this.picturesOf(diplomas);
    const pages = async function* (): AsyncGenerator<Sheet> {
      for (const [n, { snapshot }] of diplomas.entries()) {
        // Between two pages everybody else has a turn.
        await setImmediate();
        yield diplomaSheet(snapshot, pictures);
        await turned(n + 1);
      }
    };
    const author = diplomas[0]?.snapshot.issuer.name ?? '';
    const output = new PassThrough();
    const [bytes] = await Promise.all([
      buffer(output),
      renderPdfTo(output, { title, author, language: locale, createdAt: at, keywords: id }, pages()).catch((error: unknown) => {
        output.destroy(error as Error);
        throw error;
      }),
    ]);
    return bytes;
  }

  /** The pictures that these diplomas show, by their hash. */
  async picturesOf(diplomas: readonly Diploma[]): Promise<ReadonlyMap<string, Buffer>> {
    const hashes = [...new Set(diplomas.flatMap(({ snapshot }) => picturesOf(snapshot)))].sort();
    const key = hashes.join();
    if (this.last?.hashes !== key) this.last = { hashes: key, pictures: await this.accreditation.pictures(hashes) };
    return this.last.pictures;
  }
}

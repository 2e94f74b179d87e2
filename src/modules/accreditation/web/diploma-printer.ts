import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { renderPdf } from '#platform/pdf/render';
import type { Sheet } from '#platform/pdf/sheet';
import { AccreditationService } from '../accreditation.service';
import { type Diploma, picturesOf } from '../domain/diploma';
import { diplomaDocument, diplomaSheet } from './diploma-sheet';

/** After so many sheets everybody else has a turn. */
const TURN = 5;

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

  constructor(private readonly accreditation: AccreditationService) {}

  async pdfOf(diploma: Diploma): Promise<Buffer> {
    return renderPdf(diplomaDocument(diploma.snapshot, await this.picturesOf([diploma])));
  }

  /** All of them in one file for the printer, a page each, in the order given. */
  async pdfOfMany(diplomas: readonly Diploma[], { title, locale, at, id }: PrintedTogether): Promise<Buffer> {
    const pictures = await this.picturesOf(diplomas);
    const sheets: Sheet[] = [];
    for (const { snapshot } of diplomas) {
      sheets.push(diplomaSheet(snapshot, pictures));
      if (sheets.length % TURN === 0) await setImmediate();
    }
    return renderPdf({ title, author: diplomas[0]?.snapshot.issuer.name ?? '', language: locale, createdAt: at, keywords: id, sheets });
  }

  /** Null for a code that nobody was given. */
  async pdfOfCode(code: string): Promise<Buffer | null> {
    const diploma = await this.accreditation.byCode(code);
    return diploma === null ? null : this.pdfOf(diploma);
  }

  /** The pictures that these diplomas show, by their hash. */
  async picturesOf(diplomas: readonly Diploma[]): Promise<ReadonlyMap<string, Buffer>> {
    const hashes = [...new Set(diplomas.flatMap(({ snapshot }) => picturesOf(snapshot)))].sort();
    const key = hashes.join();
    if (this.last?.hashes !== key) this.last = { hashes: key, pictures: await this.accreditation.pictures(hashes) };
    return this.last.pictures;
  }
}

import { Injectable } from '@nestjs/common';
import { renderPdf } from '#platform/pdf/render';
import { AccreditationService } from '../accreditation.service';
import { type Diploma, picturesOf } from '../domain/diploma';
import { diplomaDocument } from './diploma-sheet';

/** The diploma on paper: drawn anew each time from what was frozen, and so the same bytes each time. */
@Injectable()
export class DiplomaPrinter {
  /** The last pictures read: thousands of diplomas in a row carry the same. */
  private last: { readonly hashes: string; readonly pictures: ReadonlyMap<string, Buffer> } | null = null;

  constructor(private readonly accreditation: AccreditationService) {}

  async pdfOf(diploma: Diploma): Promise<Buffer> {
    return renderPdf(diplomaDocument(diploma.snapshot, await this.picturesOf([diploma])));
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

import { Injectable } from '@nestjs/common';
import { renderPdf } from '#platform/pdf/render';
import { AccreditationService } from '../accreditation.service';
import type { Diploma } from '../domain/diploma';
import { diplomaDocument } from './diploma-sheet';

/** The diploma on paper: drawn anew each time from what was frozen, and so the same bytes each time. */
@Injectable()
export class DiplomaPrinter {
  /** The last logo read: thousands of diplomas in a row carry the same. */
  private lastLogo: { readonly hash: string; readonly bytes: Buffer | null } | null = null;

  constructor(private readonly accreditation: AccreditationService) {}

  async pdfOf({ snapshot }: Diploma): Promise<Buffer> {
    return renderPdf(diplomaDocument(snapshot, await this.logoOf(snapshot)));
  }

  /** Null for a code that nobody was given. */
  async pdfOfCode(code: string): Promise<Buffer | null> {
    const diploma = await this.accreditation.byCode(code);
    return diploma === null ? null : this.pdfOf(diploma);
  }

  /** The logos that these diplomas carry, by their hash. */
  async logosOf(diplomas: readonly Diploma[]): Promise<ReadonlyMap<string, Buffer | null>> {
    const logos = new Map<string, Buffer | null>();
    for (const { snapshot } of diplomas) {
      const hash = snapshot.issuer.logoHash;
      if (hash !== null && !logos.has(hash)) logos.set(hash, await this.logoOf(snapshot));
    }
    return logos;
  }

  private async logoOf(snapshot: Diploma['snapshot']): Promise<Buffer | null> {
    const hash = snapshot.issuer.logoHash;
    if (hash === null) return null;
    if (this.lastLogo?.hash !== hash) this.lastLogo = { hash, bytes: await this.accreditation.logoOf(snapshot) };
    return this.lastLogo.bytes;
  }
}

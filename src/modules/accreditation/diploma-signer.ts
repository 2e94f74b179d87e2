import { Injectable } from '@nestjs/common';
import { newId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { SignaturePlace } from '#platform/pdf/signature-field';
import { keptOf, signedAsBefore } from '#platform/signing/kept-signature';
import { PdfSigner, type PdfSigning } from '#platform/signing/pdf-signer';
import { Clock } from '#platform/time/clock';
import type { SignatureRow } from './data/diploma-signature.entity';
import { DiplomaSignatures } from './data/diploma-signatures.repository';
import type { Diploma } from './domain/diploma';

type DrawSigned = (place: SignaturePlace) => Promise<Buffer>;
type Draw = (place?: SignaturePlace) => Promise<Buffer>;

/** Signs a diploma's PDF the first time that it is handed out, and keeps the signature: the file is the same ever after. */
@Injectable()
export class DiplomaSigner {
  constructor(
    private readonly signatures: DiplomaSignatures,
    private readonly signer: PdfSigner,
    private readonly clock: Clock,
    private readonly work: UnitOfWork,
  ) {}

  /** The PDF that `draw` draws, signed as it was before, or now; unsigned while the company has no certificate. */
  async signed(diploma: Diploma, draw: Draw): Promise<Buffer> {
    const kept = await this.signatures.of(diploma.id);
    const before = kept === null ? null : await again(diploma, kept, draw);
    if (before !== null) return before;
    const signing = await this.signer.ready();
    return signing === null ? draw() : this.sign(diploma, signing, kept, draw);
  }

  /** The file that was signed before; null where none was, or where it is no longer drawn as it was then. Signs nothing. */
  async signedBefore(diploma: Diploma, draw: DrawSigned): Promise<Buffer | null> {
    const kept = await this.signatures.of(diploma.id);
    return kept === null ? null : again(diploma, kept, draw);
  }

  private async sign(diploma: Diploma, signing: PdfSigning, stale: SignatureRow | null, draw: Draw): Promise<Buffer> {
    const signedAt = this.clock.now();
    const place = signing.place(wordsOf(diploma, signedAt));
    const { bytes, fingerprint, timestamp } = await signing.sign(await draw(place));
    const { digest, signature } = keptOf(bytes);
    const row: SignatureRow = {
      id: newId(),
      diplomaId: diploma.id,
      digest,
      reserve: place.reserve,
      signature: signature.toString('base64'),
      fingerprint,
      signedAt,
      timestampedAt: timestamp?.at ?? null,
    };
    const isFirst = await this.work.run(async () => {
      if (stale !== null) await this.signatures.forget(stale.id);
      return this.signatures.keep(row);
    });
    return isFirst ? bytes : ((await this.signedBefore(diploma, draw)) ?? bytes);
  }
}

async function again(diploma: Diploma, { digest, signature, reserve, signedAt }: SignatureRow, draw: DrawSigned): Promise<Buffer | null> {
  const drawn = await draw({ ...wordsOf(diploma, signedAt), reserve });
  return signedAsBefore(drawn, { digest, signature: Buffer.from(signature, 'base64') });
}

function wordsOf({ snapshot: { issuer, locale } }: Diploma, at: SignaturePlace['at']): Omit<SignaturePlace, 'reserve'> {
  return { name: issuer.name, reason: REASONS[locale], location: '', at };
}

// Part of the file that is signed, so they stay as they are: they are not in the catalogue of messages.
const REASONS: Readonly<Record<Locale, string>> = { es: 'Expedición de un diploma', en: 'Issue of a diploma' };

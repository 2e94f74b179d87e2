import { Injectable } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { Log } from '#platform/log/log';
import type { SignaturePlace } from '#platform/pdf/signature-field';
import { Clock, stopwatch } from '#platform/time/clock';
import { isOfToday, type SigningCertificate } from './certificate';
import { bytesToReserve } from './cms';
import { CompanyCertificates } from './company-certificates';
import { signPdf, signPdfWithTimestamp } from './sign-pdf';
import { TimestampAuthority, type TimestampRefusal } from './timestamp-authority';
import type { TimestampFacts } from './timestamp-token';

export interface SignedPdf {
  readonly bytes: Buffer;
  /** Of the certificate that it was signed with. */
  readonly fingerprint: string;
  /** Null where no authority is set, or where it did not answer well: then `withoutTimestamp` says why. */
  readonly timestamp: TimestampFacts | null;
  readonly withoutTimestamp: TimestampRefusal | null;
}

/** What to draw a document with, and how to sign it then. Good for as many documents as come in one go. */
export interface PdfSigning {
  place(words: Omit<SignaturePlace, 'reserve'>): SignaturePlace;
  sign(bytes: Buffer): Promise<SignedPdf>;
}

/** After the authority failed, nobody waits for it again for that long. */
const REST_MILLISECONDS = 60_000;

/** Signs documents in the name of the company, with the word of a timestamp authority where one is set. */
@Injectable()
export class PdfSigner {
  private readonly authority: TimestampAuthority | null;
  private failure: { readonly refusal: TimestampRefusal; readonly since: () => number } | null = null;

  constructor(
    config: Config,
    private readonly certificates: CompanyCertificates,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.authority = config.tsaUrl === null ? null : new TimestampAuthority(config.tsaUrl);
  }

  /** Null while the company has no certificate, or one of another time: its documents stay unsigned. @throws SealBroken under another SECRET_KEY. */
  async ready(): Promise<PdfSigning | null> {
    const certificate = await this.certificates.toSignWith();
    if (certificate === null || !isOfToday(certificate, this.clock.now())) return null;
    const reserve = bytesToReserve(certificate, { timestamp: this.authority !== null });
    return { place: (words) => ({ ...words, reserve }), sign: (bytes) => this.sign(bytes, certificate) };
  }

  private async sign(bytes: Buffer, certificate: SigningCertificate): Promise<SignedPdf> {
    const { fingerprint } = certificate;
    const alone = async (withoutTimestamp: TimestampRefusal | null): Promise<SignedPdf> => ({
      bytes: await signPdf(bytes, certificate),
      fingerprint,
      timestamp: null,
      withoutTimestamp,
    });
    if (this.authority === null) return alone(null);
    if (this.failure !== null && this.failure.since() < REST_MILLISECONDS) return alone(this.failure.refusal);
    const outcome = await signPdfWithTimestamp(bytes, certificate, this.authority);
    this.failure = outcome.ok ? null : { refusal: outcome.refusal, since: stopwatch() };
    if (outcome.ok) return { bytes: outcome.value.bytes, fingerprint, timestamp: outcome.value.timestamp, withoutTimestamp: null };
    this.log.warn({ refusal: outcome.refusal, ...outcome.details }, 'a document was signed without a timestamp');
    return alone(outcome.refusal);
  }
}

import { Injectable } from '@nestjs/common';
import { CompanyCertificates } from '#platform/signing/company-certificates';
import { verifyPdfSignature } from '#platform/signing/verify-pdf-signature';
import { AccreditationService } from '../accreditation.service';
import { codesIn, isPdf } from '../domain/codes-in-file';
import { type Verification, verificationOf } from '../domain/verification';
import { DiplomaPrinter } from './diploma-printer';

/** What was found when a file was held against the records. */
export type Comparison =
  /** Byte for byte what is drawn from the record. */
  | 'same'
  /** Signed with a certificate of the company, and whole since. */
  | 'signed'
  /** It bears the code of one of our diplomas, and is not that diploma as we issued it. */
  | 'differs'
  /** The record itself no longer is what was issued: there is nothing to compare with. */
  | 'record-touched'
  /** It bears a code that we gave to nobody. */
  | 'foreign-code'
  | 'no-code'
  | 'not-a-pdf';

export interface FileVerification extends Verification {
  readonly compared: Comparison;
}

/** A file may have at most this size: a diploma has a hundredth of it. */
export const FILE_MEGABYTES = 5;
export const isTooLarge = (bytes: Buffer): boolean => bytes.length > FILE_MEGABYTES * 1024 * 1024;

/** Says of a file whether it is a diploma as it was issued. Nothing of the file is kept. */
@Injectable()
export class FileVerifier {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly printer: DiplomaPrinter,
    private readonly certificates: CompanyCertificates,
  ) {}

  async verify(bytes: Buffer): Promise<FileVerification> {
    if (!isPdf(bytes)) return nothing('unknown', 'not-a-pdf');
    const codes = codesIn(bytes);
    for (const code of codes) {
      const { verification } = await this.accreditation.verify(code);
      if (verification.status === 'unknown') continue;
      if (verification.status === 'altered') return nothing('altered', 'record-touched', code);
      const diploma = await this.accreditation.byCode(code);
      if (diploma !== null && (await this.printer.isOf(diploma, bytes))) return { ...verification, compared: 'same' };
      return (await this.isSignedByUs(bytes, code)) ? { ...verification, compared: 'signed' } : nothing('altered', 'differs', code);
    }
    return nothing('unknown', codes.length === 0 ? 'no-code' : 'foreign-code', codes[0]);
  }

  /**
   * Drawn by an earlier release, it is not the same bytes; its signature answers for every one of them. The company signs other
   * papers too, which may name a diploma: only the diploma has its code, and nothing else, as its keywords.
   */
  private async isSignedByUs(bytes: Buffer, code: string): Promise<boolean> {
    if (!bytes.includes(`<pdf:Keywords>${code}</pdf:Keywords>`)) return false;
    const signature = verifyPdfSignature(bytes);
    if (!signature.signed || !signature.intact || !signature.coversWholeFile) return false;
    return (await this.certificates.recognise(signature.chain)) !== null;
  }
}

/** Of a file that is not ours, or no longer is what it was, nothing is said but its code. */
function nothing(status: 'unknown' | 'altered', compared: Comparison, code = ''): FileVerification {
  return { ...verificationOf(code, null, null), status, compared };
}

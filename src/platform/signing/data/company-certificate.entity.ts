import type { CompanyCertificateId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('company_certificate', { unique: [['in_use']], indexes: [['fingerprint']] })
export class CompanyCertificateEntity {
  @Col(id()) id!: CompanyCertificateId;
  @Col(shortText(1000)) subject!: string;
  @Col(shortText(1000)) issuer!: string;
  /** In hexadecimal figures, as authorities print it. */
  @Col(shortText(80)) serial!: string;
  @Col(instant()) notBefore!: Instant;
  @Col(instant()) notAfter!: Instant;
  /** SHA-256 of the certificate, in hexadecimal figures. */
  @Col(shortText(64)) fingerprint!: string;
  /** PEM, the company's own first, then each that vouches for the one before. */
  @Col(longText()) chain!: string;
  /** Sealed. */
  @Col(longText()) privateKey!: string;
  @Col(wholeNumber()) selfMade!: 0 | 1;
  @Col(shortText(10, { nullable: true })) inUse!: 'pdf' | null;
  @Col(instant()) addedAt!: Instant;
  @Col(instant({ nullable: true })) retiredAt!: Instant | null;
}

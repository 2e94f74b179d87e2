import type { DiplomaId, Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('diploma_signature', { unique: [['diploma_id']] })
export class DiplomaSignatureEntity {
  @Col(id()) id!: Id<'diploma-signature'>;
  @Col(reference('diploma')) diplomaId!: DiplomaId;
  /** SHA-256 of what was signed: of the file without its signature. */
  @Col(shortText(64)) digest!: string;
  /** How many bytes the file keeps free for it. */
  @Col(wholeNumber()) reserve!: number;
  /** CMS, as Base64. */
  @Col(longText()) signature!: string;
  /** Of the certificate, SHA-256. */
  @Col(shortText(64)) fingerprint!: string;
  @Col(instant()) signedAt!: Instant;
  /** Null where no timestamp authority was asked, or none answered. */
  @Col(instant({ nullable: true })) timestampedAt!: Instant | null;
}

export type SignatureRow = Pick<DiplomaSignatureEntity, keyof DiplomaSignatureEntity>;

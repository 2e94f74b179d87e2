import type { CompletionId, DiplomaId, EditionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { DiplomaCode } from '../domain/code';
import type { DiplomaKind, DiplomaLevel } from '../domain/diploma';
import type { RevocationReason } from '../domain/revocation';

@StoredIn('diploma', {
  unique: [['code'], ['person_id', 'kind', 'accredits', 'issue']],
  indexes: [['completion_id'], ['issued_at']],
  sparseIndexes: ['superseded_at', 'revoked_at'],
})
export class DiplomaEntity {
  @Col(id()) id!: DiplomaId;
  @Col(shortText(40)) code!: DiplomaCode;
  @Col(shortText(12)) kind!: DiplomaKind;
  /** What it is for: the edition of a unit, the year, or how many units of the programme. */
  @Col(shortText(40)) accredits!: string;
  /** 1, and one more each time that it is replaced: with the person and what it accredits, it is issued once. */
  @Col(wholeNumber()) issue!: number;
  @Col(shortText(10)) level!: DiplomaLevel;
  /** Of a unit's diploma only. */
  @Col(reference('completion', { nullable: true })) completionId!: CompletionId | null;
  @Col(reference('person')) personId!: PersonId;
  @Col(reference('edition', { nullable: true })) editionId!: EditionId | null;
  /** A `Snapshot` as `writeSnapshot` writes it; its hash is of this very text. */
  @Col(longText()) snapshot!: string;
  @Col(shortText(64)) snapshotHash!: string;
  @Col(instant()) issuedAt!: Instant;
  @Col(instant({ nullable: true })) supersededAt!: Instant | null;
  @Col(reference('diploma', { nullable: true })) supersededBy!: DiplomaId | null;
  @Col(shortText(500, { nullable: true })) supersededReason!: string | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
  /** What anybody may know of the reason. */
  @Col(shortText(40, { nullable: true })) revokedReason!: RevocationReason | null;
  /** What only the company reads. */
  @Col(shortText(500, { nullable: true })) revokedNote!: string | null;
}

/** A row of the table, as plain data. */
export type DiplomaRow = Pick<DiplomaEntity, keyof DiplomaEntity>;

/** The logos, seals and signatures that diplomas were issued with. */
@StoredIn('diploma_picture')
export class DiplomaPictureEntity {
  @Col(shortText(64, { primary: true })) hash!: string;
  /** Base64. */
  @Col(longText()) content!: string;
}

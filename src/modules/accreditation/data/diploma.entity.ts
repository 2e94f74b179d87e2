import type { CompletionId, DiplomaId, EditionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { DiplomaCode } from '../domain/code';

@StoredIn('diploma', { unique: [['code'], ['completion_id']], indexes: [['person_id']] })
export class DiplomaEntity {
  @Col(id()) id!: DiplomaId;
  @Col(shortText(40)) code!: DiplomaCode;
  @Col(reference('completion')) completionId!: CompletionId;
  @Col(reference('person')) personId!: PersonId;
  @Col(reference('edition')) editionId!: EditionId;
  /** A `Snapshot` as `writeSnapshot` writes it; its hash is of this very text. */
  @Col(longText()) snapshot!: string;
  @Col(shortText(64)) snapshotHash!: string;
  @Col(instant()) issuedAt!: Instant;
  @Col(instant({ nullable: true })) supersededAt!: Instant | null;
  @Col(reference('diploma', { nullable: true })) supersededBy!: DiplomaId | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
  @Col(shortText(40, { nullable: true })) revokedReason!: string | null;
}

/** A row of the table, as plain data. */
export type DiplomaRow = Pick<DiplomaEntity, keyof DiplomaEntity>;

/** The logos that diplomas were issued with. */
@StoredIn('diploma_logo')
export class DiplomaLogoEntity {
  @Col(shortText(64, { primary: true })) hash!: string;
  /** Base64. */
  @Col(longText()) content!: string;
}

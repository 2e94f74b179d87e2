import type { DiplomaLinkId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { DiplomaLink } from '../domain/diploma-link';

@StoredIn('diploma_link', { unique: [['secret_hash']], indexes: [['person_id']] })
export class DiplomaLinkEntity implements DiplomaLink {
  @Col(id()) id!: DiplomaLinkId;
  @Col(reference('person')) personId!: PersonId;
  @Col(shortText(64)) secretHash!: string;
  @Col(shortText(80, { nullable: true })) sentTo!: string | null;
  @Col(instant()) createdAt!: Instant;
  @Col(instant({ nullable: true })) lastUsedAt!: Instant | null;
  @Col(instant({ nullable: true })) revokedAt!: Instant | null;
}

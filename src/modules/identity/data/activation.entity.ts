import type { Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { ActivationPurpose } from '../domain/activation';

@StoredIn('activation', { unique: [['secret_hash']], indexes: [['person_id']] })
export class ActivationEntity {
  @Col(id()) id!: Id<'activation'>;
  @Col(reference('person', { nullable: true })) personId!: PersonId | null;
  @Col(shortText(10)) purpose!: ActivationPurpose;
  @Col(shortText(64)) secretHash!: string;
  @Col(instant()) createdAt!: Instant;
  @Col(reference('person', { nullable: true })) createdBy!: PersonId | null;
  @Col(instant()) expiresAt!: Instant;
  @Col(instant({ nullable: true })) usedAt!: Instant | null;
  @Col(instant({ nullable: true })) replacedAt!: Instant | null;
}

import type { ExtensionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('extension', { indexes: [['person_id', 'round_id'], ['decided_at']] })
export class ExtensionEntity {
  @Col(id()) id!: ExtensionId;
  @Col(reference('person')) personId!: PersonId;
  @Col(reference('round')) roundId!: RoundId;
  @Col(wholeNumber()) days!: number;
  @Col(shortText(500)) reason!: string;
  @Col(instant()) askedAt!: Instant;
  @Col(reference('person', { nullable: true })) askedBy!: PersonId | null;
  @Col(instant({ nullable: true })) decidedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) decidedBy!: PersonId | null;
  /** 1 granted, 0 refused, null while nobody has decided. */
  @Col(wholeNumber({ nullable: true })) granted!: number | null;
}

import type { MergeId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Two records that are one human being: what moved from the merged one to the kept one, so that it can go back. */
@StoredIn('person_merge', { indexes: [['kept_id'], ['merged_id']] })
export class PersonMergeEntity {
  @Col(id()) id!: MergeId;
  @Col(reference('person')) keptId!: PersonId;
  @Col(reference('person')) mergedId!: PersonId;
  @Col(longText()) moved!: string;
  @Col(instant()) mergedAt!: Instant;
  @Col(reference('person', { nullable: true })) mergedBy!: PersonId | null;
  @Col(instant({ nullable: true })) undoneAt!: Instant | null;
  @Col(reference('person', { nullable: true })) undoneBy!: PersonId | null;
}

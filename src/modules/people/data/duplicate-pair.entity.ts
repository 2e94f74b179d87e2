import type { DuplicateId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Two records that may be one human being, the smaller id first; dismissed for good when somebody has seen that they are two. */
@StoredIn('duplicate_pair', { unique: [['first_id', 'second_id']], indexes: [['second_id'], ['dismissed_at', 'strength']] })
export class DuplicatePairEntity {
  @Col(id()) id!: DuplicateId;
  @Col(reference('person')) firstId!: PersonId;
  @Col(reference('person')) secondId!: PersonId;
  @Col(shortText(100)) why!: string;
  @Col(wholeNumber()) strength!: number;
  @Col(instant()) foundAt!: Instant;
  @Col(instant({ nullable: true })) dismissedAt!: Instant | null;
  @Col(reference('person', { nullable: true })) dismissedBy!: PersonId | null;
}

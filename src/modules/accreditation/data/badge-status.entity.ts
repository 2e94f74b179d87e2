import type { BadgeStatusId, DiplomaId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Where it stands of a diploma's badge whether it still holds, from the first badge on. */
@StoredIn('badge_status', { unique: [['diploma_id'], ['list', 'position']] })
export class BadgeStatusEntity {
  @Col(id()) id!: BadgeStatusId;
  @Col(reference('diploma')) diplomaId!: DiplomaId;
  @Col(wholeNumber()) list!: number;
  @Col(wholeNumber()) position!: number;
  /** Goes into the hashes of whose badge it is: the same in each copy of it. */
  @Col(shortText(40)) salt!: string;
  @Col(instant()) allottedAt!: Instant;
}

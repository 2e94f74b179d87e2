import type { Id, JoiningRequestId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

/** Whoever had proposed was told what HR decided. */
@StoredIn('decision_notice', { unique: [['request_id']] })
export class DecisionNoticeEntity {
  @Col(id()) id!: Id<'decision-notice'>;
  @Col(reference('joining_request')) requestId!: JoiningRequestId;
  @Col(reference('person')) toldId!: PersonId;
  @Col(instant()) saidAt!: Instant;
}

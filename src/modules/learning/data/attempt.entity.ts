import type { AssignmentId, AttemptId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('attempt', { unique: [['assignment_id', 'number']] })
export class AttemptEntity {
  @Col(id()) id!: AttemptId;
  @Col(reference('assignment')) assignmentId!: AssignmentId;
  @Col(wholeNumber()) number!: number;
  /** The items as drawn; once graded, with what was right. */
  @Col(longText()) items!: string;
  @Col(wholeNumber()) passMark!: number;
  @Col(wholeNumber()) total!: number;
  @Col(instant()) startedAt!: Instant;
  @Col(instant({ nullable: true })) submittedAt!: Instant | null;
  @Col(wholeNumber({ nullable: true })) score!: number | null;
}

@StoredIn('attempt_answer')
export class AttemptAnswerEntity {
  @Col(shortText(36, { primary: true })) attemptId!: AttemptId;
  @Col(shortText(40, { primary: true })) item!: string;
  @Col(shortText(20)) optionId!: string;
  @Col(instant()) answeredAt!: Instant;
}

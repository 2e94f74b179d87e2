import type { AssignmentId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('lesson_progress')
export class LessonProgressEntity {
  @Col(reference('assignment', { primary: true })) assignmentId!: AssignmentId;
  @Col(shortText(40, { primary: true })) lesson!: string;
  /** The furthest step reached. */
  @Col(shortText(60)) block!: string;
  @Col(instant()) startedAt!: Instant;
  @Col(instant()) updatedAt!: Instant;
  @Col(instant({ nullable: true })) finishedAt!: Instant | null;
}

@StoredIn('lesson_answer')
export class LessonAnswerEntity {
  @Col(reference('assignment', { primary: true })) assignmentId!: AssignmentId;
  @Col(shortText(40, { primary: true })) lesson!: string;
  @Col(shortText(60, { primary: true })) block!: string;
  @Col(longText()) answer!: string;
  @Col(wholeNumber({ nullable: true })) correct!: number | null;
  @Col(instant()) answeredAt!: Instant;
}

import type { AssignmentId, Id } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, longText, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('lesson_progress', { unique: [['assignment_id', 'lesson']] })
export class LessonProgressEntity {
  @Col(id()) id!: Id<'lesson-progress'>;
  @Col(reference('assignment')) assignmentId!: AssignmentId;
  @Col(shortText(40)) lesson!: string;
  /** The furthest step reached. */
  @Col(shortText(60)) block!: string;
  @Col(instant()) startedAt!: Instant;
  @Col(instant()) updatedAt!: Instant;
  @Col(instant({ nullable: true })) finishedAt!: Instant | null;
}

@StoredIn('lesson_answer', { unique: [['assignment_id', 'lesson', 'block']] })
export class LessonAnswerEntity {
  @Col(id()) id!: Id<'lesson-answer'>;
  @Col(reference('assignment')) assignmentId!: AssignmentId;
  @Col(shortText(40)) lesson!: string;
  @Col(shortText(60)) block!: string;
  @Col(longText()) answer!: string;
  @Col(wholeNumber({ nullable: true })) correct!: number | null;
  @Col(instant()) answeredAt!: Instant;
}

import type { AssignmentId, CompletionId, EditionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { id, instant, reference, shortText, wholeNumber } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';

@StoredIn('if_then_plan')
export class IfThenPlanEntity {
  @Col(reference('assignment', { primary: true })) assignmentId!: AssignmentId;
  @Col(shortText(600)) situation!: string;
  @Col(shortText(600)) action!: string;
  @Col(instant()) writtenAt!: Instant;
}

@StoredIn('completion', { unique: [['assignment_id'], ['person_id', 'edition_id']], indexes: [['round_id']] })
export class CompletionEntity {
  @Col(id()) id!: CompletionId;
  @Col(reference('assignment')) assignmentId!: AssignmentId;
  @Col(reference('person')) personId!: PersonId;
  @Col(reference('round')) roundId!: RoundId;
  @Col(reference('edition')) editionId!: EditionId;
  @Col(wholeNumber()) score!: number;
  @Col(wholeNumber()) total!: number;
  @Col(instant()) completedAt!: Instant;
}

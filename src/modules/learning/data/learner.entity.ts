import type { PersonId } from '#kernel/id';
import { id, shortText } from '#platform/database/columns';
import { Col, StoredIn } from '#platform/database/record';
import type { Audience } from '../domain/progress';

/** What learning remembers of a person, and the row that puts their own doings in a line. */
@StoredIn('learner')
export class LearnerEntity {
  @Col(id()) id!: PersonId;
  @Col(shortText(20, { nullable: true })) audience!: Audience | null;
}

import type { CompletionId, EditionId, PersonId } from '#kernel/id';
import type { Diploma, Snapshot } from './diploma';

/** A diploma that is to be entered into the register. */
export interface Entry {
  readonly personId: PersonId;
  readonly accredits: string;
  readonly issue: number;
  readonly completionId: CompletionId | null;
  readonly editionId: EditionId | null;
  readonly snapshot: Snapshot;
}

/** What a diploma is unique by. */
export const keyOf = ({ personId, kind, accredits, issue }: Pick<Diploma, 'personId' | 'kind' | 'accredits' | 'issue'>): string =>
  [personId, kind, accredits, issue].join(' ');

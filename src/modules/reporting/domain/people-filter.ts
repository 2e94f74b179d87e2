import type { Place } from './place';

/** Whom of a round a list or a file names. */
export interface PeopleFilter {
  readonly place: Place | null;
  /** '' for those who belong to none; null for everybody. */
  readonly team: string | null;
  readonly supplier: string | null;
  readonly site: string | null;
  readonly kind: string | null;
  /** Folded as search keys are. */
  readonly search: string;
}

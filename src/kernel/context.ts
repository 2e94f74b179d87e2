import type { CalendarDate } from './calendar-date';
import type { PersonId, SupplierId } from './id';
import type { Instant } from './instant';
import type { Locale } from './locale';

/** Roles that somebody grants. Being a manager is not granted: it follows from the roster. */
export type Role = 'hr' | 'auditor' | 'sponsor' | 'coordinator';

export interface PersonActor {
  readonly kind: 'person';
  readonly personId: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  /** True while somebody on the roster names this person as manager. */
  readonly isManager: boolean;
  /** Whose people a coordinator sees; empty for everybody else. */
  readonly supplierIds: readonly SupplierId[];
}

/** A job, the command line, a migration: `name` says which. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

export interface Nobody {
  readonly kind: 'nobody';
}

export type Actor = PersonActor | SystemActor | Nobody;

/** Who asks, when, in which language: the first argument of every verb. `today` is the company's day. */
export interface Context {
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly zone: string;
  readonly locale: Locale;
  readonly requestId: string;
}

/** Whose name stands under what is done; null where no person did it. */
export const actingPerson = ({ actor }: Context): PersonId | null => (actor.kind === 'person' ? actor.personId : null);

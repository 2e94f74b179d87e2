import type { CalendarDate } from '#kernel/calendar-date';
import type { AssignmentId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Due } from './due-date';

/** What made the rule be applied: a round that opened, people who came, went or were away, a decision, a day that has come, or two records that are one person. */
export type EventCause = 'opening' | 'roster' | 'exemption' | 'extension' | 'clock' | 'merge';

export type EventKind = 'assigned' | 'amended' | 'withdrawn';

/** An assignment as it became at one moment, and at whose word. The newest is the assignment as it is. */
export interface AssignmentEvent extends Due {
  readonly assignmentId: AssignmentId;
  /** Counted from 1 for each assignment. */
  readonly number: number;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly leftOn: CalendarDate | null;
  readonly cause: EventCause;
  /** Null where a file, the clock or the command line did it. */
  readonly byId: PersonId | null;
}

/** What stands beside every event of one settlement. */
export type Occasion = Pick<AssignmentEvent, 'at' | 'cause' | 'byId'>;

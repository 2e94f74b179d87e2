import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { AbsenceId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';

export const ABSENCE_KINDS = ['leave', 'sickness', 'parental', 'other'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** Days on which somebody is away, `fromOn <= day < untilOn`: the clock of their training stands still. */
export interface Absence {
  readonly id: AbsenceId;
  readonly personId: PersonId;
  readonly kind: AbsenceKind;
  readonly fromOn: CalendarDate;
  /** The first day back. It is always known, if only as the best guess, and can be changed. */
  readonly untilOn: CalendarDate;
  readonly recordedAt: Instant;
  readonly recordedBy: PersonId | null;
  readonly cancelledAt: Instant | null;
  readonly cancelledBy: PersonId | null;
}

export type AbsenceSpan = Pick<Absence, 'kind' | 'fromOn' | 'untilOn'>;
export type AbsenceRefusal = 'back-before-away' | 'too-long' | 'overlaps-absence' | 'already-recorded';

/** Longer than any parental leave of the countries that we know of: whoever is away for more has rather left. */
export const LONGEST_ABSENCE_DAYS = 3 * 366;

/** `others` are the person's live absences, without the one that is being changed. */
export function absenceAllowed(span: AbsenceSpan, others: readonly AbsenceSpan[]): Outcome<AbsenceSpan, AbsenceRefusal> {
  if (span.untilOn <= span.fromOn) return refused('back-before-away');
  if (span.untilOn > addDays(span.fromOn, LONGEST_ABSENCE_DAYS)) return refused('too-long');
  const clash = others.find((other) => other.fromOn < span.untilOn && span.fromOn < other.untilOn);
  if (clash && clash.kind === span.kind && clash.fromOn === span.fromOn && clash.untilOn === span.untilOn)
    return refused('already-recorded');
  if (clash) return refused('overlaps-absence', { from: clash.fromOn, until: addDays(clash.untilOn, -1) });
  return done(span);
}

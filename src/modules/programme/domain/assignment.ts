import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';

/** Whoever starts has this long to do the open round. */
export const DAYS_FOR_A_JOINER = 30;

/** A dated span in which a person works here, as staff or as contractor alike: `fromOn <= day < untilOn`. */
export interface Span {
  readonly personId: PersonId;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

export interface RoundDates {
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
}

/** A person of the round's roster, as seen on one day. */
export interface Member {
  readonly personId: PersonId;
  /** The first day of the spans that reach into the window. */
  readonly startOn: CalendarDate;
  readonly isHere: boolean;
  /** The first day no longer here; null while here. */
  readonly goneOn: CalendarDate | null;
}

export const DUE_REASONS = ['round', 'joiner'] as const;
export type DueReason = (typeof DUE_REASONS)[number];

/** What the rule says that one person's assignment must be. */
export interface OwedAssignment {
  readonly personId: PersonId;
  readonly dueOn: CalendarDate;
  readonly dueReason: DueReason;
  readonly leftOn: CalendarDate | null;
}

/** The part of a stored assignment that the rule decides. */
export interface KeptAssignment {
  readonly personId: PersonId;
  readonly dueOn: CalendarDate;
  readonly dueReason: DueReason;
  readonly leftOn: CalendarDate | null;
  readonly isCompleted: boolean;
}

/** One step that brings the stored set to what is owed. */
export type Settlement =
  | { readonly kind: 'assign'; readonly owed: OwedAssignment }
  | { readonly kind: 'amend'; readonly owed: OwedAssignment; readonly from: KeptAssignment }
  | { readonly kind: 'withdraw'; readonly from: KeptAssignment };

/** Everybody who has been on the roster on some day from the opening to `today`: once each, whatever their number of spans. */
export function rosterOf(round: Pick<RoundDates, 'opensOn'>, spans: readonly Span[], today: CalendarDate): Member[] {
  const inside = spans.filter((span) => reaches(span, round.opensOn, addDays(today, 1)));
  const byPerson = new Map<PersonId, Span[]>();
  for (const span of inside) byPerson.set(span.personId, [...(byPerson.get(span.personId) ?? []), span]);
  return [...byPerson].map(([personId, own]) => memberOf(personId, own, today));
}

/** The whole set of a round, a pure function of roster, round and day. Also of the opening day: then nobody has one yet. */
export function assignmentsOwed(round: RoundDates, members: readonly Member[]): OwedAssignment[] {
  return members.map((member) => ({
    personId: member.personId,
    ...dueOf(round, member.startOn),
    leftOn: member.isHere ? null : member.goneOn,
  }));
}

/** The later of the round's due date and thirty days from the start. */
export function dueOf(
  round: Pick<RoundDates, 'dueOn'>,
  startOn: CalendarDate,
): { readonly dueOn: CalendarDate; readonly dueReason: DueReason } {
  const ownDueOn = addDays(startOn, DAYS_FOR_A_JOINER);
  return ownDueOn > round.dueOn ? { dueOn: ownDueOn, dueReason: 'joiner' } : { dueOn: round.dueOn, dueReason: 'round' };
}

/**
 * The difference between what is owed and what is kept; empty when they agree, so that doing it twice does nothing.
 * A completed assignment keeps the date that it was completed against. Somebody whose span turned out to be a mistake is withdrawn, never deleted.
 */
export function settle(owed: readonly OwedAssignment[], kept: readonly KeptAssignment[]): Settlement[] {
  const keptOf = new Map(kept.map((assignment) => [assignment.personId, assignment]));
  const owedTo = new Set(owed.map((assignment) => assignment.personId));
  const steps = owed.flatMap((wanted): Settlement[] => {
    const from = keptOf.get(wanted.personId);
    if (!from) return [{ kind: 'assign', owed: wanted }];
    const due = from.isCompleted ? from : wanted;
    return from.dueOn === due.dueOn && from.leftOn === wanted.leftOn
      ? []
      : [{ kind: 'amend', owed: { ...wanted, dueOn: due.dueOn, dueReason: due.dueReason }, from }];
  });
  const strays = kept.filter((assignment) => !owedTo.has(assignment.personId) && assignment.leftOn === null);
  return [...steps, ...strays.map((from): Settlement => ({ kind: 'withdraw', from }))];
}

function memberOf(personId: PersonId, spans: readonly Span[], today: CalendarDate): Member {
  const startOn = spans.reduce((first, span) => (span.fromOn < first ? span.fromOn : first), spans[0]?.fromOn ?? today);
  const isHere = spans.some((span) => span.fromOn <= today && (span.untilOn === null || span.untilOn > today));
  const ends = spans.flatMap((span) => (span.untilOn === null ? [] : [span.untilOn]));
  const goneOn = isHere ? null : ends.reduce((last, end) => (end > last ? end : last), ends[0] ?? today);
  return { personId, startOn, isHere, goneOn };
}

function reaches(span: Span, from: CalendarDate, until: CalendarDate): boolean {
  const isReal = span.untilOn === null || span.untilOn > span.fromOn;
  return isReal && span.fromOn < until && (span.untilOn === null || span.untilOn > from);
}

import { type CalendarDate, latest } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { type Circumstances, NO_CIRCUMSTANCES, isAbsentOn, isExemptOn } from './circumstances';
import { type Due, dueOf, isSameDue, type RoundTerms } from './due-date';

/** A dated span in which a person works here, as staff or as contractor alike: `fromOn <= day < untilOn`. */
export interface Span {
  readonly personId: PersonId;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

/** A person of the round's roster, as seen on one day. */
export interface Member {
  readonly personId: PersonId;
  /** The day on which they came, the last time: a transfer from one span into the next is no coming. */
  readonly startOn: CalendarDate;
  readonly isHere: boolean;
  /** The first day no longer here; null while here. */
  readonly goneOn: CalendarDate | null;
  readonly circumstances: Circumstances;
  readonly isExempt: boolean;
  readonly isAbsent: boolean;
}

/** What the rule says that one person's assignment must be. */
export interface OwedAssignment extends Due {
  readonly personId: PersonId;
  readonly leftOn: CalendarDate | null;
}

/** The part of a stored assignment that the rule decides. */
export interface KeptAssignment extends OwedAssignment {
  readonly isCompleted: boolean;
}

/** One step that brings the stored set to what is owed. */
export type Settlement =
  | { readonly kind: 'assign'; readonly owed: OwedAssignment }
  | { readonly kind: 'amend'; readonly owed: OwedAssignment; readonly from: KeptAssignment }
  | { readonly kind: 'withdraw'; readonly from: KeptAssignment };

/**
 * Everybody who has been on the roster on some day from the opening to `today`: once each, whatever their number of spans.
 * The standing round has the joiners only: whoever never worked here before it opened.
 */
export function rosterOf(
  round: Pick<RoundTerms, 'kind' | 'opensOn'>,
  spans: readonly Span[],
  today: CalendarDate,
  circumstances: ReadonlyMap<PersonId, Circumstances> = new Map(),
): Member[] {
  const members: Member[] = [];
  for (const [personId, own] of byPerson(spans.filter((span) => isReal(span) && span.fromOn <= today))) {
    const counted = round.kind === 'welcome' ? joinersSpans(own, round.opensOn) : membersSpans(own, round.opensOn);
    if (counted.length > 0) members.push(memberOf(personId, counted, today, circumstances.get(personId) ?? NO_CIRCUMSTANCES));
  }
  return members;
}

export function byPerson(spans: readonly Span[]): Map<PersonId, Span[]> {
  const found = new Map<PersonId, Span[]>();
  for (const span of spans) {
    const own = found.get(span.personId);
    if (own) own.push(span);
    else found.set(span.personId, [span]);
  }
  return found;
}

/** Who begins, or begins again, after that day. */
export function comingAfter(spans: readonly Span[], day: CalendarDate): Set<PersonId> {
  return new Set(spans.filter((span) => isReal(span) && span.fromOn > day).map((span) => span.personId));
}

/** The whole set of a round, a pure function of roster, absences, exemptions, extensions, round and day. */
export function assignmentsOwed(round: RoundTerms, members: readonly Member[]): OwedAssignment[] {
  return members.map((member) => ({
    personId: member.personId,
    ...dueOf(round, member.startOn, member.circumstances),
    leftOn: member.isHere ? null : member.goneOn,
  }));
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
    const { dueOn, dueReason, absenceDays, extensionDays } = from.isCompleted ? from : wanted;
    const to: OwedAssignment = { personId: wanted.personId, dueOn, dueReason, absenceDays, extensionDays, leftOn: wanted.leftOn };
    return isSameDue(from, to) && from.leftOn === to.leftOn ? [] : [{ kind: 'amend', owed: to, from }];
  });
  const strays = kept.filter((assignment) => !owedTo.has(assignment.personId) && assignment.leftOn === null);
  return [...steps, ...strays.map((from): Settlement => ({ kind: 'withdraw', from }))];
}

function memberOf(personId: PersonId, spans: readonly Span[], today: CalendarDate, circumstances: Circumstances): Member {
  const isHere = spans.some((span) => span.fromOn <= today && isAfter(span, today));
  const ends = spans.flatMap((span) => (span.untilOn === null ? [] : [span.untilOn]));
  return {
    personId,
    startOn: lastComing(spans),
    isHere,
    goneOn: isHere ? null : latest(ends[0] ?? today, ...ends),
    circumstances,
    isExempt: isExemptOn(circumstances, today),
    isAbsent: isAbsentOn(circumstances, today),
  };
}

/** The first day of the last unbroken stretch. */
function lastComing(spans: readonly Span[]): CalendarDate {
  const [first, ...rest] = spans.length > 1 ? [...spans].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1)) : spans;
  if (!first) throw new Error('nobody is on a roster without a span');
  let startOn = first.fromOn;
  let untilOn = first.untilOn;
  for (const span of rest) {
    if (untilOn !== null && span.fromOn > untilOn) {
      startOn = span.fromOn;
      untilOn = span.untilOn;
    } else if (untilOn !== null) untilOn = span.untilOn === null ? null : latest(untilOn, span.untilOn);
  }
  return startOn;
}

/** Those that ended before it opened too: whoever was moved just then had come before. */
function membersSpans(own: readonly Span[], opensOn: CalendarDate): readonly Span[] {
  return own.some((span) => isAfter(span, opensOn)) ? own : [];
}

function joinersSpans(own: readonly Span[], opensOn: CalendarDate): readonly Span[] {
  return own.every((span) => span.fromOn > opensOn) ? own : [];
}

const isReal = (span: Span): boolean => span.untilOn === null || span.untilOn > span.fromOn;
const isAfter = (span: Span, day: CalendarDate): boolean => span.untilOn === null || span.untilOn > day;

import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Member } from './assignment';

/** Where a person on the roster of a round stands: exactly one of these. */
export const STANDINGS = ['completed', 'inProgress', 'notStarted', 'onLeave', 'exempt', 'notYetDue', 'left'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What decides a standing on one day. */
export interface StandingFacts {
  readonly isCompleted: boolean;
  readonly isStarted: boolean;
  readonly isHere: boolean;
  readonly isExempt: boolean;
  readonly isAbsent: boolean;
  /** The person's own due date lies after the round's and has not passed: a joiner whose time is still running. */
  readonly hasOwnTime: boolean;
}

export type LedgerCounts = Readonly<Record<Standing, number>> & {
  /** People on the roster of the round. */
  readonly headcount: number;
  /** Headcount minus everybody accounted for. Anything but 0 is an alarm, never a rounding. */
  readonly difference: number;
};

export interface Ledger {
  readonly counts: LedgerCounts;
  readonly people: Readonly<Record<Standing, readonly PersonId[]>>;
  /** On the roster without an assignment, or with one without being on the roster: who makes the difference. */
  readonly unaccounted: readonly PersonId[];
}

export interface LedgerAssignment {
  readonly personId: PersonId;
  /** As it stood on the day. */
  readonly dueOn: CalendarDate;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly leftOn: CalendarDate | null;
}

/** The day that a ledger speaks of; `endsAt` is its end in the company's zone, so that instants can be compared with it. */
export interface LedgerDay {
  readonly on: CalendarDate;
  readonly endsAt: Instant;
}

/** What was done stays done; whoever left owes nothing; then reasons, then progress, then time. */
export function standingOf(facts: StandingFacts): Standing {
  if (facts.isCompleted) return 'completed';
  if (!facts.isHere) return 'left';
  if (facts.isExempt) return 'exempt';
  if (facts.isAbsent) return 'onLeave';
  if (facts.isStarted) return 'inProgress';
  return facts.hasOwnTime ? 'notYetDue' : 'notStarted';
}

/**
 * The ledger of a round on a day, from its two independent sides: the roster says how many there are, the assignments where each one stands.
 * An assignment withdrawn because its person never was on the roster counts on neither side, nor does, on a day of the past, that of
 * somebody who came only later.
 */
export function ledgerOf(
  round: { readonly dueOn: CalendarDate },
  roster: readonly Member[],
  assignments: readonly LedgerAssignment[],
  day: LedgerDay,
  later: ReadonlySet<PersonId> = new Set(),
): Ledger {
  const memberOf = new Map(roster.map((member) => [member.personId, member]));
  const people: Record<Standing, PersonId[]> = {
    completed: [],
    inProgress: [],
    notStarted: [],
    onLeave: [],
    exempt: [],
    notYetDue: [],
    left: [],
  };
  const strays: PersonId[] = [];
  const missing = new Set(memberOf.keys());

  for (const assignment of assignments) {
    const member = memberOf.get(assignment.personId);
    if (!member && (assignment.leftOn !== null || later.has(assignment.personId))) continue;
    if (!member) strays.push(assignment.personId);
    missing.delete(assignment.personId);
    people[standingOf(factsOf(round, assignment, member, day))].push(assignment.personId);
  }
  const groups = STANDINGS.map((standing) => ({ standing, people: people[standing].length }));
  return { counts: countsOf(roster.length, groups), people, unaccounted: [...missing, ...strays] };
}

/** Counts from groups that were counted elsewhere, by the same rule. */
export function countsOf(headcount: number, groups: readonly { readonly standing: Standing; readonly people: number }[]): LedgerCounts {
  const sum = (standing: Standing): number =>
    groups.filter((group) => group.standing === standing).reduce((total, group) => total + group.people, 0);
  const counted = groups.reduce((total, group) => total + group.people, 0);
  return {
    headcount,
    completed: sum('completed'),
    inProgress: sum('inProgress'),
    notStarted: sum('notStarted'),
    onLeave: sum('onLeave'),
    exempt: sum('exempt'),
    notYetDue: sum('notYetDue'),
    left: sum('left'),
    difference: headcount - counted,
  };
}

function factsOf(
  round: { readonly dueOn: CalendarDate },
  assignment: LedgerAssignment,
  member: Member | undefined,
  day: LedgerDay,
): StandingFacts {
  return {
    isCompleted: assignment.completedAt !== null && assignment.completedAt < day.endsAt,
    isStarted: assignment.startedAt !== null && assignment.startedAt < day.endsAt,
    isHere: member?.isHere ?? true,
    isExempt: member?.isExempt ?? false,
    isAbsent: member?.isAbsent ?? false,
    hasOwnTime: assignment.dueOn > round.dueOn && day.on <= assignment.dueOn,
  };
}

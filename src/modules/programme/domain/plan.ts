import { addDays, addMonths, monthsBetween, type CalendarDate } from '#kernel/calendar-date';
import { done, type Outcome } from '#kernel/outcome';
import { firstOpening, nextOpening, type Blackout, type Cadence, type Reason } from './cadence';

/** A topic of the curriculum in its place: the number orders the rounds. */
export interface UnitInOrder {
  readonly unit: string;
  readonly number: number;
}

export interface PlannedRound {
  readonly code: string;
  readonly unit: string;
  readonly unitNumber: number;
  /** False where the curriculum has no such unit yet: the plan says which number is still to be written, and by when. */
  readonly written: boolean;
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly closesOn: CalendarDate;
  readonly gapMonths: number | null;
  readonly reasons: readonly Reason[];
}

/** A window in which every single day is blacked out: nothing can be planned beyond it until a black-out is shortened. */
export interface Blocked {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

export interface Plan {
  readonly rounds: readonly PlannedRound[];
  readonly blocked: Blocked | null;
}

/** A round that is approved, open or closed: the plan goes on from the last of them. */
export interface KnownRound {
  readonly code: string;
  readonly unit: string;
  readonly opensOn: CalendarDate;
}

export interface PlanRequest {
  readonly cadence: Cadence;
  readonly blackouts: readonly Blackout[];
  readonly units: readonly UnitInOrder[];
  readonly known: readonly KnownRound[];
  /** No proposal opens before this day. */
  readonly from: CalendarDate;
}

/** The rounds still to be approved, one after another, that open before `until`. */
export function planRounds(request: PlanRequest, until: CalendarDate): Plan {
  const rounds: PlannedRound[] = [];
  for (;;) {
    const next = nextRound({ ...request, known: [...request.known, ...rounds] });
    if (!next.ok) return { rounds, blocked: { from: next.details.from as CalendarDate, until: next.details.until as CalendarDate } };
    if (next.value.opensOn >= until) return { rounds, blocked: null };
    rounds.push(next.value);
  }
}

/** The one round that the rule proposes after those that exist. */
export function nextRound({ cadence, blackouts, units, known, from }: PlanRequest): Outcome<PlannedRound, 'window-blacked-out'> {
  const previous = lastOpening(known);
  const opening = previous === null ? firstOpening(cadence, blackouts, from) : nextOpening(cadence, blackouts, previous, from);
  if (!opening.ok) return opening;
  const { opensOn } = opening.value;
  return done({ code: nextCode(opensOn, known), ...nextUnit(units, known), ...opening.value, ...datesOf(cadence, blackouts, opensOn) });
}

/** The same round on a day that somebody chose, with its dates counted from there. */
export function onAnotherDay(
  round: PlannedRound,
  opensOn: CalendarDate,
  { cadence, blackouts, known }: Pick<PlanRequest, 'cadence' | 'blackouts' | 'known'>,
): PlannedRound {
  if (opensOn === round.opensOn) return round;
  const previous = lastOpening(known);
  return {
    ...round,
    code: nextCode(opensOn, known),
    opensOn,
    ...datesOf(cadence, blackouts, opensOn),
    gapMonths: previous === null ? null : monthsBetween(previous, opensOn),
    reasons: [{ code: 'chosen', proposed: round.opensOn }],
  };
}

/**
 * A round is due at the end of its window of weeks, and stays open until the day planned for the next one:
 * so somebody is never without an open round, whatever the day on which they join.
 */
export function datesOf(
  cadence: Cadence,
  blackouts: readonly Blackout[],
  opensOn: CalendarDate,
): { readonly dueOn: CalendarDate; readonly closesOn: CalendarDate } {
  const next = nextOpening(cadence, blackouts, opensOn, opensOn);
  return {
    dueOn: addDays(opensOn, cadence.windowWeeks * 7),
    closesOn: next.ok ? next.value.opensOn : addMonths(opensOn, cadence.cadenceMonths),
  };
}

export function lastOpening(rounds: readonly { readonly opensOn: CalendarDate }[]): CalendarDate | null {
  return rounds.reduce<CalendarDate | null>((last, round) => (last === null || round.opensOn > last ? round.opensOn : last), null);
}

/** `2027-1`, `2027-2`: the year of the opening and the place within it. */
export function nextCode(opensOn: CalendarDate, rounds: readonly { readonly code: string }[]): string {
  const year = opensOn.slice(0, 4);
  const taken = rounds.filter((round) => round.code.startsWith(`${year}-`)).map((round) => Number(round.code.slice(5)));
  return `${year}-${Math.max(0, ...taken) + 1}`;
}

/** The place of a unit, from the name of its folder: `01-mi-trabajo-es-el-cliente` is number 1. */
export function numberOf(unit: string): number {
  return Number.parseInt(unit, 10) || 0;
}

/** Unit 0 is for those who join, never a round of the company. */
export const isWelcomeUnit = (unit: string): boolean => unit.startsWith('00-');

/** The first unit that no round has used; when they run out, the first number that nobody has written yet. */
function nextUnit(units: readonly UnitInOrder[], known: readonly KnownRound[]): Pick<PlannedRound, 'unit' | 'unitNumber' | 'written'> {
  const used = new Set(known.map((round) => round.unit));
  // Number 0 is the welcome unit of those who join, never a round.
  const numbered = units.filter((unit) => unit.number > 0).sort((a, b) => a.number - b.number);
  const waiting = numbered.find((unit) => !used.has(unit.unit));
  if (waiting) return { unit: waiting.unit, unitNumber: waiting.number, written: true };

  const taken = new Set([...numbered.map((unit) => unit.number), ...known.map((round) => numberOf(round.unit))]);
  let unitNumber = 1;
  while (taken.has(unitNumber)) unitNumber += 1;
  return { unit: String(unitNumber).padStart(2, '0'), unitNumber, written: false };
}

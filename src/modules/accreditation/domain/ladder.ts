import type { Part } from './diploma';

/** How many different units make a diploma of the year, and of the programme. */
export interface LadderSteps {
  /** Null where a year earns no diploma of its own. */
  readonly year: number | null;
  /** Rising. */
  readonly programme: readonly number[];
}

export const LADDER: LadderSteps = { year: 2, programme: [5, 10] };

/** A unit that somebody has learned, with a diploma that stands. */
export interface Learned extends Part {
  readonly skills: readonly string[];
}

/** A diploma of the ladder that somebody holds: of all its issues the last. */
export interface Held {
  readonly kind: 'year' | 'programme';
  readonly accredits: string;
  readonly issue: number;
  readonly units: readonly string[];
  readonly isRevoked: boolean;
}

/** A diploma of the ladder that is to be issued. */
export interface Rung<Unit extends Learned = Learned> {
  readonly kind: 'year' | 'programme';
  readonly accredits: string;
  readonly issue: number;
  readonly parts: readonly Unit[];
}

/**
 * What is due to somebody: a diploma of each year in which enough different units were completed, anew when one more was; and one
 * for each step of the programme, once. The welcome does not count. What was taken back stays taken back.
 */
export function rungsDue<Unit extends Learned>(learned: readonly Unit[], held: readonly Held[], steps: LadderSteps): readonly Rung<Unit>[] {
  const counting = learned.filter(({ unit }) => !isWelcome(unit)).sort(inOrder);
  return [...yearsDue(counting, held, steps.year), ...stepsDue(eachUnitOnce(counting), held, steps.programme)];
}

/** The fewest units with which anything can be due; null where no step is set. */
export function leastUnits({ year, programme }: LadderSteps): number | null {
  const all = [...(year === null ? [] : [year]), ...programme];
  return all.length === 0 ? null : Math.min(...all);
}

export const hoursOf = (parts: readonly Pick<Part, 'hours'>[]): number =>
  Math.round(parts.reduce((sum, { hours }) => sum + hours, 0) * 100) / 100;

export const skillsOf = (parts: readonly Pick<Learned, 'skills'>[]): readonly string[] => [
  ...new Set(parts.flatMap(({ skills }) => skills)),
];

function yearsDue<Unit extends Learned>(counting: readonly Unit[], held: readonly Held[], needed: number | null): readonly Rung<Unit>[] {
  if (needed === null) return [];
  const years = [...new Set(counting.map(yearOf))];
  return years.flatMap((year) => {
    const parts = eachUnitOnce(counting.filter((unit) => yearOf(unit) === year));
    const last = held.find(({ kind, accredits }) => kind === 'year' && accredits === year);
    if (parts.length < needed || last?.isRevoked === true) return [];
    // A unit that no longer counts is no reason for a smaller diploma: only one that was added is.
    if (last && parts.every(({ unit }) => last.units.includes(unit))) return [];
    return [{ kind: 'year' as const, accredits: year, issue: (last?.issue ?? 0) + 1, parts }];
  });
}

/** A step below one that somebody has reached already, set afterwards, is passed over. */
function stepsDue<Unit extends Learned>(units: readonly Unit[], held: readonly Held[], steps: readonly number[]): readonly Rung<Unit>[] {
  const reached = Math.max(0, ...held.filter(({ kind }) => kind === 'programme').map(({ accredits }) => Number(accredits)));
  return steps
    .filter((step) => step > reached && step <= units.length)
    .map((step) => ({ kind: 'programme', accredits: String(step), issue: 1, parts: units.slice(0, step) }));
}

/** A unit learned again in another edition is the same unit: the first time counts. */
function eachUnitOnce<Unit extends Learned>(inOrderOfTime: readonly Unit[]): readonly Unit[] {
  const seen = new Set<string>();
  return inOrderOfTime.filter(({ unit }) => !seen.has(unit) && seen.add(unit));
}

const inOrder = (a: Part, b: Part): number => compare(a.completedOn, b.completedOn) || compare(a.unit, b.unit);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const yearOf = ({ completedOn }: Part): string => completedOn.slice(0, 4);

/** Unit 0, which everybody who joins reads, whatever the round. */
const isWelcome = (unit: string): boolean => unit.startsWith('00-');

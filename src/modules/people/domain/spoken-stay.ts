import { covers, type EngagementKind, foldName, isEmpty } from './person';
import { latestOf, type RosterEngagement, type RosterPerson } from './roster';
import type { RosterRow } from './roster-row';

/** Which stay a row speaks of: one that it begins, or one that is there, in one stretch or in several. */
export function spokenOf(person: RosterPerson, row: RosterRow) {
  const begun = person.engagements.filter((engagement) => engagement.fromOn === row.fromOn);
  const known = begun.find((engagement) => isSameEmployer(engagement, row)) ?? begun[0] ?? null;
  const newest = lastWith(person, row) ?? latestOf(person);
  const begins = known === null && beginsAnew(newest, row);
  const stretch = known !== null ? stretchFrom(person, known, row) : newest !== null && !begins ? stretchTo(person, newest, row) : [];
  return { newest, begins, stretch, base: stretch.at(-1) ?? newest };
}

/** Where two records became one person, a stay may lie within another of the same employer: the row of either speaks of that one. */
export function ofTheWhole({ engagements }: RosterPerson, row: RosterRow): RosterRow {
  const absorbed = engagements.some((engagement) => engagement.fromOn === row.fromOn && isEmpty(engagement));
  const whole = absorbed ? engagements.find((engagement) => covers(engagement, row.fromOn) && isSameEmployer(engagement, row)) : undefined;
  return whole ? { ...row, fromOn: whole.fromOn } : row;
}

/**
 * Where somebody came on that day and was moved since without a break. A file knows the day on which somebody came, not that of
 * their last transfer; and one that says when they left does not speak of what came after.
 */
function stretchFrom(person: RosterPerson, first: RosterEngagement, row: RosterRow): RosterEngagement[] {
  const stretch = [first];
  for (let next = nextOf(person, first, row); next; next = nextOf(person, next, row)) stretch.push(next);
  return stretch;
}

function nextOf({ engagements }: RosterPerson, at: RosterEngagement, row: RosterRow): RosterEngagement | undefined {
  if (at.untilOn === null) return undefined;
  const following = engagements.slice(engagements.indexOf(at) + 1).filter(({ fromOn }) => fromOn === at.untilOn);
  return (
    following.find((next) => isOneEmployer(next, at)) ?? following.find((next) => (isEmpty(next) ? endsAs(row, next) : !endsBy(row, next)))
  );
}

/** The same from its end: what that employer had of them before, without a break. */
function stretchTo(person: RosterPerson, last: RosterEngagement, row: RosterRow): RosterEngagement[] {
  const stretch = [last];
  if (!isSameEmployer(last, row)) return stretch;
  for (let n = person.engagements.indexOf(last) - 1, at = last; n >= 0; n--) {
    const before = person.engagements[n];
    if (!before || before.untilOn !== at.fromOn || !isOneEmployer(before, at)) continue;
    stretch.unshift(before);
    at = before;
  }
  return stretch;
}

const endsBy = (row: RosterRow, next: RosterEngagement): boolean => row.untilOn != null && row.untilOn <= next.fromOn;
const endsAs = (row: RosterRow, next: RosterEngagement): boolean => row.untilOn === next.untilOn && isSameEmployer(next, row);

/** Of somebody who works here in two ways, the engagement that the row is about. */
const lastWith = (person: RosterPerson, row: RosterRow): RosterEngagement | null =>
  person.engagements.findLast((engagement) => engagement.untilOn === null && isSameEmployer(engagement, row)) ?? null;

function beginsAnew(latest: RosterEngagement | null, row: RosterRow): boolean {
  if (latest === null) return true;
  if (latest.untilOn !== null) return row.fromOn >= latest.untilOn;
  return row.fromOn > latest.fromOn && !isSameEmployer(latest, row);
}

const isSameEmployer = (
  latest: RosterEngagement,
  row: { readonly kind: EngagementKind; readonly supplier: string | null | undefined },
): boolean => latest.kind === row.kind && (row.kind === 'staff' || row.supplier === undefined || sameKey(row.supplier, latest.supplier));

type Employer = Pick<RosterEngagement, 'kind' | 'supplier'>;

export const isOneEmployer = (a: Employer, b: Employer): boolean =>
  a.kind === b.kind && (a.kind === 'staff' || a.supplier === b.supplier || sameKey(a.supplier, b.supplier));

/** However it is written. */
export const sameKey = (a: string | null, b: string | null | undefined): boolean =>
  a !== null && b != null && (a === b || foldName(a) === foldName(b));

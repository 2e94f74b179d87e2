import { addDays, type CalendarDate, earliest } from '#kernel/calendar-date';
import type { EngagementId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { type Engagement, overlap } from './person';

/** Where somebody belongs while they work here: what a transfer changes. */
export type Placement = Pick<Engagement, 'teamId' | 'siteId' | 'jobTitle' | 'managerId'>;

/** An engagement before anybody has it. */
export type EngagementTerms = Omit<Engagement, 'id' | 'personId'>;

export type StartRefusal = 'contractor-without-supplier' | 'ends-before-it-begins' | 'overlaps-engagement' | 'already-started';
export type MoveRefusal = 'moves-before-it-began' | 'moves-after-its-end' | 'nothing-moves' | 'already-moved';
export type EndRefusal = 'ends-before-it-begins' | 'overlaps-engagement';

/** What a transfer does: the span is corrected where it begins, or it closes and the next one opens. */
export type Move =
  | { readonly step: 'correct'; readonly to: Placement }
  | {
      readonly step: 'open';
      readonly closes: { readonly id: EngagementId; readonly untilOn: CalendarDate };
      readonly opens: EngagementTerms;
    };

/**
 * Several at a time are fine where the employers differ: half a day for the company and half for a supplier, or two suppliers.
 * Twice for the same employer on one day is one person counted twice.
 */
export function startAllowed(terms: EngagementTerms, others: readonly Engagement[]): Outcome<EngagementTerms, StartRefusal> {
  if (terms.kind === 'contractor' && terms.supplierId === null) return refused('contractor-without-supplier');
  if (terms.untilOn !== null && terms.untilOn <= terms.fromOn) return refused('ends-before-it-begins');
  if (others.some((other) => isSameSpan(terms, other) && isSamePlace(terms, other))) return refused('already-started');
  return clashFree(terms, others) ?? done(terms.kind === 'staff' ? { ...terms, supplierId: null } : terms);
}

/** From a day on, elsewhere. Whoever asks on the very first day corrects what was written. `others` are the person's other engagements. */
export function moved(
  engagement: Engagement,
  to: Placement,
  on: CalendarDate,
  others: readonly Engagement[] = [],
): Outcome<Move, MoveRefusal> {
  const { id, kind, supplierId, fromOn, untilOn } = engagement;
  if (untilOn === on && others.some((other) => other.fromOn === on && isSameEmployer(engagement, other) && isSamePlace(other, to)))
    return refused('already-moved');
  if (on < fromOn) return refused('moves-before-it-began', { from: fromOn });
  if (untilOn !== null && on >= untilOn) return refused('moves-after-its-end', { last: addDays(untilOn, -1) });
  if (isSamePlace(engagement, to)) return refused('nothing-moves');
  if (on === fromOn) return done({ step: 'correct', to });
  return done({ step: 'open', closes: { id, untilOn: on }, opens: { kind, supplierId, ...to, fromOn: on, untilOn } });
}

/** The last day is told; the day before the first says that somebody never came. */
export function ended(engagement: Engagement, lastOn: CalendarDate, others: readonly Engagement[]): Outcome<CalendarDate, EndRefusal> {
  const untilOn = addDays(lastOn, 1);
  if (untilOn < engagement.fromOn) return refused('ends-before-it-begins');
  return clashFree({ ...engagement, untilOn }, others) ?? done(untilOn);
}

/** Where the next employer begins, what was before is over: on that day, or already earlier. Nothing lasts longer for being closed. */
export function closedFor(engagement: Engagement, nextFromOn: CalendarDate): Outcome<CalendarDate, EndRefusal> {
  if (engagement.fromOn > nextFromOn) return refused('ends-before-it-begins');
  return done(engagement.untilOn === null ? nextFromOn : earliest(engagement.untilOn, nextFromOn));
}

function clashFree(terms: EngagementTerms, others: readonly Engagement[]) {
  const clash = others.find((other) => isSameEmployer(terms, other) && overlap(terms, other));
  return clash ? refused('overlaps-engagement', { from: clash.fromOn }) : null;
}

type Employer = Pick<Engagement, 'kind' | 'supplierId'>;

export const isSameEmployer = (a: Employer, b: Employer): boolean =>
  a.kind === b.kind && (a.kind === 'staff' || a.supplierId === b.supplierId);

export const isSameSpan = (a: EngagementTerms, b: EngagementTerms): boolean =>
  isSameEmployer(a, b) && a.fromOn === b.fromOn && a.untilOn === b.untilOn;

const isSamePlace = (a: Placement, b: Placement): boolean =>
  a.teamId === b.teamId && a.siteId === b.siteId && a.jobTitle === b.jobTitle && a.managerId === b.managerId;

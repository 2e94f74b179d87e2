import type { CalendarDate } from '#kernel/calendar-date';
import type { Actor } from '#kernel/context';
import type { EditionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { done, refused, type Outcome } from '#kernel/outcome';
import { blackoutOn, openingWindow, type Blackout } from './cadence';

/** To the whole company in its turn, or standing open to whoever joins. */
export type RoundKind = 'company' | 'welcome';

/** One edition opened to the whole company in a window of dates: `opensOn <= day < closesOn`. Until it opens its dates are a plan. */
export interface Round {
  readonly id: RoundId;
  readonly kind: RoundKind;
  readonly code: string;
  readonly unit: string;
  readonly editionId: EditionId | null;
  readonly opensOn: CalendarDate;
  /** The last day that is on time. */
  readonly dueOn: CalendarDate;
  readonly closesOn: CalendarDate;
  readonly approvedAt: Instant | null;
  readonly approvedBy: PersonId | null;
  readonly overrideReason: string | null;
  readonly overrideBy: PersonId | null;
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
}

export const ROUND_STATES = ['proposed', 'approved', 'open', 'closed'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export function stateOf(round: Pick<Round, 'approvedAt' | 'openedAt' | 'closedAt'>): RoundState {
  if (round.closedAt !== null) return 'closed';
  if (round.openedAt !== null) return 'open';
  return round.approvedAt !== null ? 'approved' : 'proposed';
}

/** Somebody with a name takes responsibility for a day outside the rule; the reason shows for ever. */
export interface Override {
  readonly reason: string;
  readonly by: PersonId;
}

export const SHORTEST_REASON = 10;

/** An override needs a person and a sentence: no job and no command line can give one. */
export function overrideBy(
  actor: Actor,
  reason: string | undefined,
): Outcome<Override | null, 'override-needs-a-person' | 'reason-too-short'> {
  const sentence = (reason ?? '').trim();
  if (reason === undefined) return done(null);
  if (actor.kind !== 'person') return refused('override-needs-a-person');
  if (sentence.length < SHORTEST_REASON) return refused('reason-too-short', { characters: SHORTEST_REASON });
  return done({ reason: sentence.slice(0, 500), by: actor.personId });
}

export type OpeningRefusal = 'too-early' | 'too-late' | 'in-blackout';

/** May a round open on `day`, when the one before opened on `previous`? Only an override opens it against the rule. */
export function openingAllowed(
  previous: CalendarDate | null,
  blackouts: readonly Blackout[],
  day: CalendarDate,
  override: Override | null = null,
): Outcome<Override | null, OpeningRefusal> {
  const objection = objectionTo(previous, blackouts, day);
  if (objection === null) return done(null);
  return override === null ? objection : done(override);
}

export function isDueToOpen(round: Round, today: CalendarDate): boolean {
  return stateOf(round) === 'approved' && round.opensOn <= today;
}

export function isDueToClose(round: Round, today: CalendarDate): boolean {
  return stateOf(round) === 'open' && round.closesOn <= today;
}

function objectionTo(previous: CalendarDate | null, blackouts: readonly Blackout[], day: CalendarDate) {
  if (previous !== null) {
    const { earliest, latest } = openingWindow(previous);
    if (day < earliest) return refused('too-early', { previous, earliest, latest });
    if (day > latest) return refused('too-late', { previous, earliest, latest });
  }
  const blackout = blackoutOn(blackouts, day);
  return blackout === null ? null : refused('in-blackout', { blackout: blackout.reason, until: blackout.untilOn });
}

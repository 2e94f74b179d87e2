import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { ExemptionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';

export const EXEMPTION_REASONS = ['trained-elsewhere', 'health', 'leaving-soon', 'language', 'other'] as const;
export type ExemptionReason = (typeof EXEMPTION_REASONS)[number];

/** Somebody is let off a round, `fromOn <= day < untilOn`; without an end, for as long as the round runs. It ends by itself. */
export interface Exemption {
  readonly id: ExemptionId;
  readonly personId: PersonId;
  readonly roundId: RoundId;
  readonly reasonCode: ExemptionReason;
  /** What was seen: a number of a document, a name, a link. Never empty. */
  readonly evidence: string;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
  readonly grantedAt: Instant;
  readonly grantedBy: PersonId | null;
  readonly revokedAt: Instant | null;
  readonly revokedBy: PersonId | null;
}

export type ExemptionSpan = Pick<Exemption, 'reasonCode' | 'evidence' | 'fromOn' | 'untilOn'>;
export type ExemptionRefusal =
  | 'ends-before-it-begins'
  | 'already-exempt'
  | 'already-granted'
  | 'exempt-for-good'
  | 'already-completed'
  | 'round-closed'
  | 'no-evidence'
  | 'own-exemption';

export const SHORTEST_EVIDENCE = 5;

export function exemptionAllowed(
  span: ExemptionSpan,
  standing: {
    readonly isCompleted: boolean;
    readonly isClosed: boolean;
    readonly isOwn: boolean;
    readonly live: readonly ExemptionSpan[];
  },
): Outcome<ExemptionSpan, ExemptionRefusal> {
  if (standing.isOwn) return refused('own-exemption');
  if (standing.isCompleted) return refused('already-completed');
  if (standing.isClosed) return refused('round-closed');
  if (span.evidence.trim().length < SHORTEST_EVIDENCE) return refused('no-evidence', { characters: SHORTEST_EVIDENCE });
  if (span.untilOn !== null && span.untilOn <= span.fromOn) return refused('ends-before-it-begins');
  const clash = standing.live.find(
    (other) => (span.untilOn === null || other.fromOn < span.untilOn) && (other.untilOn === null || span.fromOn < other.untilOn),
  );
  if (clash && isSameSpan(clash, span)) return refused('already-granted');
  if (clash?.untilOn === null) return refused('exempt-for-good', { from: clash.fromOn });
  if (clash) return refused('already-exempt', { from: clash.fromOn, last: addDays(clash.untilOn, -1) });
  return done({ ...span, evidence: span.evidence.trim() });
}

const isSameSpan = (a: ExemptionSpan, b: ExemptionSpan): boolean =>
  a.reasonCode === b.reasonCode && a.evidence === b.evidence.trim() && a.fromOn === b.fromOn && a.untilOn === b.untilOn;

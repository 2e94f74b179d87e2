import { addDays, type CalendarDate, earliest } from '#kernel/calendar-date';
import type { RoundId } from '#kernel/id';
import { dateIn, type Instant, startOfDay } from '#kernel/instant';

/** A round as a report needs it, whoever keeps it. */
export interface ReportedRound {
  readonly id: RoundId;
  readonly kind: 'company' | 'welcome';
  readonly opensOn: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** The day that a report speaks of; `endsAt` is its end in the company's zone. */
export interface RoundDay extends Pick<ReportedRound, 'id' | 'kind' | 'opensOn' | 'dueOn' | 'closedAt'> {
  readonly on: CalendarDate;
  readonly endsAt: Instant;
  /** A day of the past, after which things may have been granted that it knew nothing of. */
  readonly isOver: boolean;
  /** The day of the closing: the ledger of that moment was kept. */
  readonly isFrozen: boolean;
}

/** The day asked for, today where none is, never past the closing; null before the round opened. As the programme's own ledger has it. */
export function dayOf(round: ReportedRound, today: CalendarDate, zone: string, asked: CalendarDate | null = null): RoundDay | null {
  if (round.openedAt === null) return null;
  const { id, kind, opensOn, dueOn, closedAt } = round;
  const lastDay = closedAt === null ? today : dateIn(zone, closedAt);
  const on = earliest(asked ?? lastDay, lastDay);
  if (on < opensOn) return null;
  const isFrozen = closedAt !== null && on === lastDay;
  const endsAt = isFrozen ? closedAt : startOfDay(zone, addDays(on, 1));
  return { id, kind, opensOn, dueOn, closedAt, on, endsAt, isOver: on < lastDay, isFrozen };
}

/** The company's open round; between rounds the one that opened last; null before the first. */
export function currentRound<R extends ReportedRound>(rounds: readonly R[]): R | null {
  const opened = rounds
    .filter((round) => round.kind === 'company' && round.openedAt !== null)
    .sort((a, b) => (a.opensOn < b.opensOn ? 1 : -1));
  return opened.find((round) => round.closedAt === null) ?? opened[0] ?? null;
}

/** The day on which the next round is planned to open, where one is. */
export function nextOpening(rounds: readonly ReportedRound[]): CalendarDate | null {
  const days = rounds.filter((round) => round.openedAt === null).map((round) => round.opensOn);
  return days.sort()[0] ?? null;
}

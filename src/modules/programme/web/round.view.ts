import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import { sayNumber } from '#platform/i18n/dates';
import type { RoundPeople } from '../data/round-overview.read-model';
import { STANDINGS, type LedgerCounts, type Standing } from '../domain/ledger';
import type { Coverage, RoundSummary } from '../programme.service';
import { BADGES } from './calendar.view';
import { sayReasons, type Say } from './say';

export interface RoundPage {
  readonly round: RoundSummary;
  readonly people: RoundPeople;
  readonly coverage: Coverage | null;
  /** Why the rule would not let it open today; null when it would. */
  readonly objection: { readonly refusal: string; readonly details: Readonly<Record<string, string | number>> } | null;
  readonly isPublished: boolean;
  readonly today: CalendarDate;
  readonly locale: Locale;
  readonly mayWrite: boolean;
}

export function roundView({ round, people, coverage, objection, isPublished, today, locale, mayWrite }: RoundPage, say: Say) {
  const isWaiting = round.state === 'approved';
  return {
    id: round.id,
    code: round.code,
    unitTitle: (locale === 'en' ? people.titleEn : people.titleEs) ?? round.unit,
    state: round.state,
    badge: BADGES[round.state],
    opensOn: round.opensOn,
    dueOn: round.dueOn,
    closesOn: round.closesOn,
    gap: round.gapMonths === null ? null : say('programme.calendar.gap', { months: round.gapMonths }),
    reasons: sayReasons(say, round.reasons),
    approvedAt: round.approvedAt,
    approvedBy: people.approvedBy,
    openedAt: round.openedAt,
    openedBy: people.openedBy,
    closedAt: round.closedAt,
    override: round.overrideReason === null ? null : { reason: round.overrideReason, by: people.overrideBy ?? '' },
    ledger: coverage === null ? null : ledgerView(coverage, locale, say),
    mayOpen: mayWrite && isWaiting,
    mayClose: mayWrite && round.state === 'open',
    isEarly: isWaiting && round.opensOn > today,
    objection: isWaiting && objection !== null ? say(`programme.refusal.${objection.refusal}`, objection.details) : null,
    unpublished: isWaiting && !isPublished ? round.unit : null,
  };
}

const STATE_OF: Readonly<Record<Standing, string>> = {
  completed: 'done',
  inProgress: 'info',
  notStarted: 'due',
  onLeave: 'away',
  exempt: 'away',
  notYetDue: 'todo',
  left: 'away',
};

function ledgerView(coverage: Coverage, locale: Locale, say: Say) {
  const filled = STANDINGS.filter((standing) => coverage[standing] > 0);
  const before = (standing: Standing): number => filled.slice(0, filled.indexOf(standing)).reduce((sum, other) => sum + coverage[other], 0);
  return {
    asOf: coverage.asOf,
    headcount: coverage.headcount,
    difference: coverage.difference,
    adds: coverage.difference === 0,
    rows: STANDINGS.map((standing) => ({ standing, people: coverage[standing] })),
    // A bar of nothing has no width to divide.
    total: Math.max(
      1,
      filled.reduce((sum, standing) => sum + coverage[standing], 0),
    ),
    parts: filled.map((standing) => ({
      state: STATE_OF[standing],
      label: say(`programme.standing.${standing}`),
      count: sayNumber(locale, coverage[standing]),
      start: before(standing),
      size: coverage[standing],
      href: null,
    })),
  };
}

/** Those who owe the round and have not finished it. */
export function unfinishedIn(counts: LedgerCounts): number {
  return counts.inProgress + counts.notStarted + counts.notYetDue;
}

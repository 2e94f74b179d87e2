import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { LedgerCounts } from '#modules/programme';
import type { OpenRoundWatched } from '../coverage-alarms.service';
import type { CoverageGroup, CoveragePerson } from '../data/coverage.read-model';
import type { RoundInReports } from '../data/rounds.read-model';
import { shareOf } from '../domain/bar';
import { DIMENSIONS, type Dimension } from '../domain/dimension';
import { type Place, PLACES, PLACES_OF, type Side } from '../domain/place';
import type { RoundDay } from '../domain/round-day';
import { type Tally, tallyOf, totalOf } from '../domain/tally';
import { barOf } from './bar.view';
import { address } from './question';
import type { Say } from './say';

export interface CoverageFacts {
  readonly round: RoundInReports;
  readonly rounds: readonly RoundInReports[];
  readonly day: RoundDay;
  readonly today: CalendarDate;
  readonly by: Dimension;
  readonly groups: readonly CoverageGroup[];
  /** What was kept when the round closed; null for a day on which it was open. */
  readonly frozen: LedgerCounts | null;
  readonly unaccounted: readonly Pick<CoveragePerson, 'id' | 'personCode' | 'givenName' | 'familyName'>[];
  /** Other open rounds whose ledger does not add up. */
  readonly elsewhere: readonly OpenRoundWatched[];
  /** Where the page of a person is, for those who may open it. */
  readonly linksTo: string | null;
  readonly mayExport: boolean;
  /** Whether the reader may have everybody's diplomas. */
  readonly mayDownload: boolean;
  /** Whether the reader may look at any manager's team. */
  readonly seesTeams: boolean;
  readonly locale: Locale;
}

/** The ledger of a round that adds up to headcount, drawn and as a table, then the same by team, supplier or kind. */
export function coverageView(facts: CoverageFacts, say: Say) {
  const { round, day, by } = facts;
  const live = tallyOf(facts.groups);
  const tally = facts.frozen === null ? live : frozenTally(facts.frozen);
  const asked = { round: round.code, on: day.on === facts.today ? null : day.on };
  const whole = totalOf(tally);
  return {
    round: {
      code: round.code,
      title: round.titles[facts.locale],
      dueOn: round.dueOn,
      closesOn: round.closesOn,
      isOpen: round.closedAt === null,
      isStanding: round.kind === 'welcome',
    },
    on: day.on,
    isToday: day.on === facts.today,
    firstDay: round.opensOn,
    lastDay: facts.today,
    roundOptions: roundOptions(facts.rounds, round, facts.locale),
    by,
    headcount: tally.headcount,
    completed: tally.completed,
    share: shareOf(tally.completed, tally.headcount),
    toDo: sideOf(tally, 'left'),
    apart: sideOf(tally, 'apart'),
    bar: barOf(tally),
    rows: PLACES.filter((place) => place !== 'missing' || tally.missing > 0).map((place) => ({
      place,
      people: tally[place],
      share: shareOf(tally[place], whole),
      href: tally[place] === 0 ? null : address('/coverage/people', { ...asked, class: place }),
    })),
    difference: tally.difference,
    hasAlarm: tally.difference !== 0 || facts.unaccounted.length > 0,
    unaccounted: facts.unaccounted.map(({ id, personCode, givenName, familyName }) => ({
      personCode,
      name: `${givenName} ${familyName}`,
      href: facts.linksTo === null ? null : `${facts.linksTo}/${id}`,
    })),
    elsewhere: facts.elsewhere.map(({ round: other, unaccounted }) => ({
      href: address('/coverage', { round: other.code }),
      title: other.titles[facts.locale],
      people: unaccounted,
    })),
    hasChangedSince: live.headcount !== tally.headcount || PLACES.some((place) => live[place] !== tally[place]),
    filters: DIMENSIONS.map((dimension) => ({
      href: `${address('/coverage', { ...asked, by: dimension })}#groups`,
      label: say(`coverage.by.${dimension}`),
      current: dimension === by,
      count: null,
    })),
    seesTeams: facts.seesTeams,
    groups: groupsOf(facts, say).map(({ key, name, tally }) => ({
      name,
      href: address('/coverage/people', { ...asked, [by]: key }),
      people: totalOf(tally),
      completed: tally.completed,
      toDo: sideOf(tally, 'left'),
      apart: sideOf(tally, 'apart'),
      share: shareOf(tally.completed, totalOf(tally)),
      bar: barOf(tally),
    })),
    csv: facts.mayExport ? address('/coverage.csv', asked) : null,
    groupsCsv: facts.mayExport ? address('/coverage/groups.csv', { ...asked, by }) : null,
    downloads: facts.mayDownload ? address('/downloads/new', { whose: 'everybody', round: facts.round.code }) : null,
    xlsx: facts.mayExport ? address('/coverage.xlsx', asked) : null,
  };
}

export function roundOptions(rounds: readonly RoundInReports[], current: RoundInReports, locale: Locale) {
  return rounds
    .filter((round) => round.openedAt !== null)
    .map((round) => ({ value: round.code, label: `${round.code} · ${round.titles[locale]}`, selected: round.id === current.id }));
}

/** Each group with where its people stand, by name; those who belong to none come last. */
export function groupsOf({ groups, by, locale }: Pick<CoverageFacts, 'groups' | 'by' | 'locale'>, say: Say) {
  const byKey = new Map<string, CoverageGroup[]>();
  for (const group of groups) byKey.set(group.key, [...(byKey.get(group.key) ?? []), group]);
  return [...byKey]
    .map(([key, own]) => ({ key, name: nameOf(by, key, own[0]?.name ?? null, say), tally: tallyOf(own) }))
    .sort((a, b) => Number(a.key === '') - Number(b.key === '') || a.name.localeCompare(b.name, locale));
}

function nameOf(by: Dimension, key: string, name: string | null, say: Say): string {
  if (key === '') return say(`coverage.none.${by}`);
  return by === 'kind' ? say(`kind.${key}`) : (name ?? key);
}

export function sideOf(tally: Readonly<Record<Place, number>>, side: Side): number {
  return PLACES_OF[side].reduce((sum, place) => sum + tally[place], 0);
}

function frozenTally(ledger: LedgerCounts): Tally {
  return { ...ledger, missing: Math.max(0, ledger.difference) };
}

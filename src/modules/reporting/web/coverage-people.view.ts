import type { CalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { CoveragePerson } from '../data/coverage.read-model';
import type { RoundInReports } from '../data/rounds.read-model';
import { DIMENSIONS } from '../domain/dimension';
import type { PeopleFilter } from '../domain/people-filter';
import { badgeOf, PLACES } from '../domain/place';
import type { RoundDay } from '../domain/round-day';
import { dueNote } from './due-note';
import type { Asked } from './people-asked';
import { address } from './question';
import type { Say } from './say';

export const PEOPLE_PER_PAGE = 50;

export interface CoveragePeopleFacts extends Asked {
  readonly round: RoundInReports;
  readonly day: RoundDay;
  readonly today: CalendarDate;
  readonly total: number;
  readonly people: readonly CoveragePerson[];
  readonly number: number;
  /** Where the page of a person is, for those who may open it. */
  readonly linksTo: string | null;
  /** Whether the reader may see a supplier's page as its coordinator does. */
  readonly seesSuppliers: boolean;
  readonly mayExport: boolean;
  readonly locale: Locale;
}

export function coveragePeopleView(facts: CoveragePeopleFacts, say: Say) {
  const { round, day, filter, total, number } = facts;
  const asked = {
    round: round.code,
    on: day.on === facts.today ? null : day.on,
    class: filter.place,
    team: filter.team,
    supplier: filter.supplier,
    site: filter.site,
    kind: filter.kind,
    q: facts.search === '' ? null : facts.search,
  };
  const pages = Math.max(1, Math.ceil(total / PEOPLE_PER_PAGE));
  const to = (page: number): string => address('/coverage/people', { ...asked, page });
  return {
    roundTitle: round.titles[facts.locale],
    back: backTo(asked.round, asked.on, filter),
    scope: facts.scope,
    // The files say what this page says: of the same people, on the same day.
    csv: facts.mayExport && total > 0 ? address('/coverage.csv', asked) : null,
    xlsx: facts.mayExport && total > 0 ? address('/coverage.xlsx', asked) : null,
    supplierHref: facts.seesSuppliers && facts.names.supplier !== null ? address('/supplier', { supplier: filter.supplier }) : null,
    on: day.on,
    isToday: day.on === facts.today,
    search: facts.search,
    kept: Object.entries(asked).flatMap(([name, value]) => (name === 'q' || value === null ? [] : [{ name, value }])),
    classes: [
      {
        href: address('/coverage/people', { ...asked, class: null }),
        label: say('coverage.people.everybody'),
        current: filter.place === null,
        count: null,
      },
      ...PLACES.filter((place) => place !== 'missing' || filter.place === 'missing').map((place) => ({
        href: address('/coverage/people', { ...asked, class: place }),
        label: say(`place.${place}`),
        current: filter.place === place,
        count: null,
      })),
    ],
    total,
    people: facts.people.map((person) => ({
      name: `${person.familyName}, ${person.givenName}`,
      href: facts.linksTo === null ? null : `${facts.linksTo}/${person.id}`,
      personCode: person.personCode,
      belongs: [person.team, person.supplier].filter((name) => name !== null).join(' · '),
      kind: person.kind === null ? '' : say(`kind.${person.kind}`),
      dueOn: person.dueOn,
      dueNote: dueNote(person, say),
      badge: badgeOf(person.place, person.dueOn, day.on),
      state: say(`place.${person.place}`),
    })),
    number,
    pages,
    previous: number > 1 ? to(number - 1) : null,
    next: number < pages ? to(number + 1) : null,
  };
}

/** Whoever came from a group finds the groups again. */
function backTo(round: string, on: CalendarDate | null, filter: PeopleFilter): string {
  const by = DIMENSIONS.find((dimension) => filter[dimension] !== null);
  return by === undefined ? address('/coverage', { round, on }) : `${address('/coverage', { round, on, by })}#groups`;
}

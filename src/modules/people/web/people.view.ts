import { addDays, type CalendarDate } from '#kernel/calendar-date';
import { type Choice, type ListedPerson, type PeopleFilter, WHO } from '../data/people-list.read-model';
import { type Paging } from '#platform/http/paging';

interface Found {
  readonly people: readonly ListedPerson[];
  readonly headcount: number;
  readonly teams: readonly Choice[];
  readonly suppliers: readonly Choice[];
  readonly paging: Paging;
}

export function peopleView(
  filter: PeopleFilter,
  today: CalendarDate,
  mayBring: boolean,
  { people, headcount, teams, suppliers, paging }: Found,
) {
  const filtered = filter.words !== '' || filter.teamId !== null || filter.supplierId !== null;
  return {
    here: headcount,
    mayBring,
    words: filter.words,
    who: filter.who,
    tabs: WHO.map((who) => ({ who, href: addressOf({ ...filter, who }), current: who === filter.who })),
    teams: options(teams, filter.teamId),
    suppliers: options(suppliers, filter.supplierId),
    people: people.map((person) => personRow(person, today)),
    paging: paging.previous !== null || paging.next !== null ? paging : null,
    isEmpty: paging.total === 0 && headcount === 0 && filter.who === 'here' && !filtered,
    foundNobody: people.length === 0,
    clear: `/people?who=${filter.who}`,
  };
}

export function queryOf({ who, words, teamId, supplierId }: PeopleFilter): Record<string, string> {
  return {
    ...(who === 'here' ? {} : { who }),
    ...(words === '' ? {} : { q: words }),
    ...(teamId === null ? {} : { team: teamId }),
    ...(supplierId === null ? {} : { supplier: supplierId }),
  };
}

function addressOf(filter: PeopleFilter): string {
  const query = new URLSearchParams(queryOf(filter)).toString();
  return query === '' ? '/people' : `/people?${query}`;
}

const options = (choices: readonly Choice[], chosen: string | null) =>
  choices.map(({ id, name }) => ({ value: id, label: name, selected: id === chosen }));

function personRow(
  {
    id,
    personCode,
    givenName,
    familyName,
    email,
    kind,
    supplier,
    team,
    site,
    jobTitle,
    managerId,
    managerName,
    fromOn,
    untilOn,
  }: ListedPerson,
  today: CalendarDate,
) {
  return {
    href: `/people/${id}`,
    name: `${givenName} ${familyName}`,
    personCode,
    email,
    kind,
    supplier,
    place: [team, site].filter((name) => name !== null).join(' · ') || null,
    jobTitle,
    manager: managerId === null || managerName === null ? null : { href: `/people/${managerId}`, name: managerName },
    startsOn: fromOn > today ? fromOn : null,
    lastOn: untilOn === null ? null : addDays(untilOn, -1),
  };
}

import type { CalendarDate } from '#kernel/calendar-date';
import { isEmpty, type Span } from './person';
import type { PersonChange } from './person-change';
import { latestOf, type RosterEngagement, type RosterPerson } from './roster';

type Managed = Pick<RosterEngagement, 'managerKey' | 'fromOn' | 'untilOn'>;

/** To whom somebody answers: in each stay that is not over, and in the one that speaks for them, which may be. */
export function managersOf(person: RosterPerson, today: CalendarDate): string[] {
  const newest = latestOf(person);
  return newest === null ? [] : keysOf(newest, person.engagements, today);
}

/** The same once a row is applied. */
export function managersAfter(person: RosterPerson, change: PersonChange, today: CalendarDate): string[] {
  const { engagement: step } = change;
  if (step.step === 'keep') return managersOf(person, today);
  const dated = new Map(step.dated.map((one) => [one.id, one]));
  const rest = person.engagements
    .filter(({ id }) => step.step === 'open' || id !== step.id)
    .map((stay) => ({ ...stay, ...dated.get(stay.id) }));
  const newest = rest.reduce<Managed>((last, stay) => (stay.fromOn > last.fromOn ? stay : last), step.to);
  return keysOf(newest, [...rest, step.to], today);
}

function keysOf(newest: Managed, stays: readonly Managed[], today: CalendarDate): string[] {
  const [only] = stays;
  if (stays.length === 1 && only) return only.managerKey === null ? [] : [only.managerKey];
  return [...new Set([newest, ...stays.filter((stay) => !isOver(stay, today))].flatMap(({ managerKey }) => managerKey ?? []))];
}

const isOver = (span: Span, today: CalendarDate): boolean => isEmpty(span) || (span.untilOn !== null && span.untilOn <= today);

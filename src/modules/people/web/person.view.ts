import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { Colleague, PersonEngagement } from '../data/person-page.read-model';
import type { Absence } from '../domain/absence';
import { covers, type Person } from '../domain/person';

export const REPORTS_SHOWN = 30;

export function personView(
  person: Person,
  engagements: readonly PersonEngagement[],
  reports: readonly (Colleague & { readonly total: number })[],
  absences: readonly Absence[],
  { today, mayChange }: { readonly today: CalendarDate; readonly mayChange: boolean },
) {
  const { id, personCode, givenName, familyName, email, phone, nationalId, birthYear, language } = person;
  const path = `/people/${id}`;
  const isHere = engagements.some((engagement) => covers(engagement, today));
  const coming = engagements.find(({ fromOn, untilOn }) => fromOn > today && (untilOn === null || untilOn > fromOn));
  return {
    id,
    becameHref: person.mergedIntoId === null ? null : `/people/${person.mergedIntoId}`,
    name: `${givenName} ${familyName}`,
    personCode,
    email,
    phone,
    nationalId,
    birthYear,
    language,
    path: mayChange && person.mergedIntoId === null ? path : null,
    isHere,
    comingOn: isHere ? null : (coming?.fromOn ?? null),
    engagements: engagements.map((engagement) => engagementView(path, engagement, today)),
    absences: absences.map((absence) => absenceView(absence, today)),
    reports: reports.map(({ id, name }) => ({ href: `/people/${id}`, name })),
    moreReports: Math.max(0, (reports[0]?.total ?? 0) - reports.length),
  };
}

function engagementView(
  path: string,
  { id, kind, supplier, team, site, jobTitle, managerId, managerName, fromOn, untilOn }: PersonEngagement,
  today: CalendarDate,
) {
  const neverStarted = untilOn !== null && untilOn <= fromOn;
  return {
    movePath: neverStarted || (untilOn !== null && untilOn <= today) ? null : `${path}/engagements/${id}/move`,
    endPath: `${path}/engagements/${id}/end`,
    kind,
    supplier,
    place: [jobTitle, team, site].filter((name) => name !== null).join(' · ') || null,
    manager: managerId === null || managerName === null ? null : { href: `/people/${managerId}`, name: managerName },
    fromOn,
    lastOn: lastDayOf({ fromOn, untilOn }),
    neverStarted,
    state: covers({ fromOn, untilOn }, today) ? 'current' : fromOn > today ? 'todo' : 'done',
  };
}

/** The last day of it; null while nobody knows it, or where it never began. */
export const lastDayOf = ({ fromOn, untilOn }: Pick<PersonEngagement, 'fromOn' | 'untilOn'>): CalendarDate | null =>
  untilOn === null || untilOn <= fromOn ? null : addDays(untilOn, -1);

export function absenceView({ id, kind, fromOn, untilOn }: Absence, today: CalendarDate) {
  const state = untilOn <= today ? ('done' as const) : fromOn <= today ? ('away' as const) : ('todo' as const);
  return { id, kind, fromOn, lastOn: addDays(untilOn, -1), backOn: untilOn, state };
}

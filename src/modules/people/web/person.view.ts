import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { Colleague, PersonEngagement } from '../data/person-page.read-model';
import { covers, type Person } from '../domain/person';

export const REPORTS_SHOWN = 30;

export function personView(
  person: Person,
  engagements: readonly PersonEngagement[],
  reports: readonly (Colleague & { readonly total: number })[],
  today: CalendarDate,
) {
  const { personCode, givenName, familyName, email, phone, nationalId, language } = person;
  const isHere = engagements.some((engagement) => covers(engagement, today));
  const coming = engagements.find(({ fromOn, untilOn }) => fromOn > today && (untilOn === null || untilOn > fromOn));
  return {
    name: `${givenName} ${familyName}`,
    personCode,
    email,
    phone,
    nationalId,
    language,
    isHere,
    comingOn: isHere ? null : (coming?.fromOn ?? null),
    engagements: engagements.map((engagement) => engagementView(engagement, today)),
    reports: reports.map(({ id, name }) => ({ href: `/people/${id}`, name })),
    moreReports: Math.max(0, (reports[0]?.total ?? 0) - reports.length),
  };
}

function engagementView(
  { kind, supplier, team, site, jobTitle, managerId, managerName, fromOn, untilOn }: PersonEngagement,
  today: CalendarDate,
) {
  const neverStarted = untilOn !== null && untilOn <= fromOn;
  return {
    kind,
    supplier,
    place: [jobTitle, team, site].filter((name) => name !== null).join(' · ') || null,
    manager: managerId === null || managerName === null ? null : { href: `/people/${managerId}`, name: managerName },
    fromOn,
    lastOn: untilOn === null || neverStarted ? null : addDays(untilOn, -1),
    neverStarted,
    state: covers({ fromOn, untilOn }, today) ? 'current' : fromOn > today ? 'todo' : 'done',
  };
}

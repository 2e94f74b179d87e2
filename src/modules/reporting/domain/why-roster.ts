import { addDays, type CalendarDate, isCalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import { byOf, type EngagementTrace, lineAt, type RosterTrace, type Sentence, type WhyLine } from './why-line';

/** Coming, moving on inside, going: by the days of the engagements themselves. */
export function engagementLines(engagements: readonly EngagementTrace[], today: CalendarDate): WhyLine[] {
  const real = engagements.filter(({ fromOn, untilOn }) => untilOn === null || untilOn > fromOn);
  const reaches = (span: EngagementTrace, day: CalendarDate): boolean =>
    span.fromOn <= day && (span.untilOn === null || span.untilOn >= day);
  return real.flatMap((span) => {
    const others = real.filter((other) => other !== span);
    const isMove = others.some((other) => other.fromOn < span.fromOn && reaches(other, span.fromOn));
    const goneOn = span.untilOn !== null && span.untilOn <= today && !goesOn(others, span.untilOn) ? span.untilOn : null;
    const came = span.fromOn > today ? 'announced' : isMove ? 'moved' : 'came';
    return [
      onDay(span.fromOn, `engagement.${came}-${span.kind}`, { supplier: span.supplier ?? '' }, placeOf(span)),
      ...(goneOn === null
        ? []
        : [onDay(goneOn, `engagement.gone-${span.kind}`, { last: addDays(goneOn, -1), supplier: span.supplier ?? '' }, [])]),
    ];
  });
}

/** What each file said about the person: one line a file, and one when it was taken back. */
export function rosterLines(traces: readonly RosterTrace[], zone: string): WhyLine[] {
  const files = new Map<Instant, RosterTrace[]>();
  for (const trace of traces) {
    const same = files.get(trace.appliedAt);
    if (same) same.push(trace);
    else files.set(trace.appliedAt, [trace]);
  }
  return [...files.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { appliedAt, fileName: file, byName, undoneAt, undoneBy } = first;
    const because = same.flatMap(changesOf);
    return [
      lineAt(appliedAt, zone, 'file.applied', { file }, { because, by: byOf(byName, 'command') }),
      ...(undoneAt === null ? [] : [lineAt(undoneAt, zone, 'file.undone', { file }, { by: byOf(undoneBy, 'command') })]),
    ];
  });
}

type Fields = Readonly<Record<string, string | number | null>>;

function changesOf({ was, wrote }: RosterTrace): Sentence[] {
  const to = JSON.parse(wrote) as Fields;
  const isEngagement = 'fromOn' in to || 'untilOn' in to || 'teamId' in to || 'managerId' in to;
  if (was === null) {
    if (!isEngagement) return [{ key: 'file.created', values: {} }];
    return typeof to['fromOn'] === 'string' ? [{ key: 'file.engaged', values: { from: to['fromOn'] } }] : [];
  }
  const until = to['untilOn'];
  return [
    ...(typeof until === 'string' && isCalendarDate(until) ? [{ key: 'file.leaving', values: { last: addDays(until, -1) } }] : []),
    ...(until === null ? [{ key: 'file.staying', values: {} }] : []),
    ...FIELDS.filter(({ of }) => of.some((name) => name in to)).map(({ key }) => ({ key: `field.${key}`, values: {} })),
  ];
}

/** What people call the columns. Keys that only serve searching are nobody's news. */
const FIELDS: readonly { readonly key: string; readonly of: readonly string[] }[] = [
  { key: 'name', of: ['givenName', 'familyName'] },
  { key: 'contact', of: ['email', 'phone'] },
  { key: 'document', of: ['nationalId', 'birthYear'] },
  { key: 'language', of: ['language'] },
  { key: 'kind', of: ['kind', 'supplierId'] },
  { key: 'place', of: ['teamId', 'siteId'] },
  { key: 'job', of: ['jobTitle'] },
  { key: 'manager', of: ['managerId'] },
  { key: 'start', of: ['fromOn'] },
];

const goesOn = (others: readonly EngagementTrace[], day: CalendarDate): boolean =>
  others.some(({ fromOn, untilOn }) => fromOn <= day && (untilOn === null || untilOn > day));

function placeOf({ jobTitle, team, site, manager }: EngagementTrace): Sentence[] {
  const place = [jobTitle, team, site].filter((part) => part !== null).join(' · ');
  return [
    ...(place === '' ? [] : [{ key: 'engagement.place', values: { place } }]),
    ...(manager === null ? [] : [{ key: 'engagement.manager', values: { manager } }]),
  ];
}

const onDay = (on: CalendarDate, key: string, values: Sentence['values'], because: readonly Sentence[]): WhyLine => ({
  on,
  at: null,
  key,
  values,
  because,
  by: null,
  mark: null,
});

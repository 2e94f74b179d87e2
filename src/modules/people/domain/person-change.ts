import { addDays, type CalendarDate } from '#kernel/calendar-date';
import type { EngagementId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { type Outcome, done, refused } from '#kernel/outcome';
import { codeKeyOf, type EngagementKind, foldName, overlap } from './person';
import { latestOf, type RosterEngagement, type RosterPerson } from './roster';
import type { RosterColumn } from './roster-columns';
import type { RosterRow } from './roster-row';

export interface PersonDetails {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly nationalId: string | null;
  readonly birthYear: number | null;
  readonly language: Locale;
}

export type EngagementDetails = Omit<RosterEngagement, 'id'>;

/** What happens to the spans of a person: nothing, one is corrected, or one begins (and the one before it ends). */
export type EngagementStep =
  | { readonly step: 'keep' }
  | { readonly step: 'amend'; readonly id: EngagementId; readonly to: EngagementDetails }
  | {
      readonly step: 'open';
      readonly to: EngagementDetails;
      readonly closes: { readonly id: EngagementId; readonly untilOn: CalendarDate } | null;
    };

/** By column, what the roster says today and what the file says. */
export type Changes = Readonly<Partial<Record<RosterColumn, { readonly from: string | null; readonly to: string | null }>>>;

export interface PersonChange {
  readonly fate: 'changed' | 'unchanged' | 'returned';
  readonly changes: Changes;
  /** Null when the person's own details stay as they are. */
  readonly person: PersonDetails | null;
  readonly engagement: EngagementStep;
}

/** Most rows of most files say nothing new: they all share this. */
const NO_CHANGES: Changes = Object.freeze({});
const KEEP: EngagementStep = Object.freeze({ step: 'keep' });
const AS_BEFORE = done<PersonChange>(Object.freeze({ fate: 'unchanged', changes: NO_CHANGES, person: null, engagement: KEEP }));

/**
 * What one row means for somebody already on the roster. A start date that we know names the engagement it corrects;
 * a later one begins a new engagement when the last has ended, or when kind or supplier differ; otherwise it corrects the date.
 */
export function compare(person: RosterPerson, row: RosterRow): Outcome<PersonChange, 'overlaps-engagement'> {
  const details = personAfter(person, row, person.language);
  const personChanges = differences(person, details, PERSON_COLUMNS);
  const begun = person.engagements.filter((engagement) => engagement.fromOn === row.fromOn);
  const known = begun.find((engagement) => isSameEmployer(engagement, row)) ?? begun[0] ?? null;
  const latest = lastWith(person, row) ?? latestOf(person);
  const begins = known === null && beginsAnew(latest, row);
  const base = known === null ? latest : lastOfStretch(person, known);
  const described = engagementAfter(base, row, begins);
  // A file knows the day on which somebody came, not the day of their last transfer.
  const to = base !== known && known !== null && base !== null ? { ...described, fromOn: base.fromOn } : described;
  const closes = begins && latest !== null && latest.untilOn === null ? { id: latest.id, untilOn: row.fromOn } : null;
  const amended = begins ? null : base;
  const others = person.engagements
    .filter((other) => other !== amended)
    .map((other) => (other.id === closes?.id ? { ...other, untilOn: closes.untilOn } : other));
  const clash = others.find((other) => overlap(other, to) && isOneEmployer(other, to));
  if (clash) return refused('overlaps-engagement', { from: clash.fromOn, until: clash.untilOn ?? '' });
  const engagementChanges = engagementDifferences(base, to);
  const moved = begins || (amended === base ? engagementChanges : engagementDifferences(amended, to)) !== NO_CHANGES;
  if (!moved && personChanges === NO_CHANGES && engagementChanges === NO_CHANGES) return AS_BEFORE;
  const changes: Changes = { ...personChanges, ...engagementChanges };
  return done({
    fate: begins && closes === null && latest !== null ? 'returned' : Object.keys(changes).length > 0 ? 'changed' : 'unchanged',
    changes,
    person: personChanges === NO_CHANGES ? null : details,
    engagement: !moved ? KEEP : amended === null ? { step: 'open', to, closes } : { step: 'amend', id: amended.id, to },
  });
}

/** The person as the row describes them; what the file has no column for stays. */
export function personAfter(person: RosterPerson | null, row: RosterRow, fallback: Locale): PersonDetails {
  return {
    givenName: row.givenName,
    familyName: row.familyName,
    email: said(row.email, person?.email),
    phone: said(row.phone, person?.phone),
    nationalId: said(row.nationalId, person?.nationalId),
    birthYear: said(row.birthYear, person?.birthYear),
    language: row.language ?? person?.language ?? fallback,
  };
}

/** A new engagement inherits the place of the one before it, never its end. */
export function engagementAfter(before: RosterEngagement | null, row: RosterRow, begins = true): EngagementDetails {
  const supplier = row.kind === 'staff' ? null : said(row.supplier, before?.supplier);
  return {
    kind: row.kind,
    supplier: sameName(supplier, before?.supplier),
    // The number belongs to the supplier: a row that leaves it empty says nothing about it.
    supplierTaxId:
      supplier === null ? null : (row.supplierTaxId ?? (sameKey(supplier, before?.supplier) ? (before?.supplierTaxId ?? null) : null)),
    team: sameName(said(row.team, before?.team), before?.team),
    site: sameName(said(row.site, before?.site), before?.site),
    jobTitle: said(row.jobTitle, before?.jobTitle),
    managerKey: row.managerCode === undefined ? (before?.managerKey ?? null) : row.managerCode === null ? null : codeKeyOf(row.managerCode),
    fromOn: row.fromOn,
    untilOn: said(row.untilOn, begins ? null : before?.untilOn),
  };
}

const said = <T>(cell: T | null | undefined, before: T | null | undefined): T | null => (cell === undefined ? (before ?? null) : cell);

/** "logistica" and "Logística" are one team: the spelling that the roster has stays. */
const sameName = (name: string | null, before: string | null | undefined): string | null =>
  sameKey(name, before) ? (before ?? null) : name;
const sameKey = (a: string | null, b: string | null | undefined): boolean =>
  a !== null && b != null && (a === b || foldName(a) === foldName(b));

/** Where somebody stands today, when they came on that day and were moved since without a break. */
function lastOfStretch(person: RosterPerson, first: RosterEngagement): RosterEngagement {
  const next = person.engagements.find(
    (engagement) => engagement.fromOn === first.untilOn && engagement.untilOn !== engagement.fromOn && isOneEmployer(engagement, first),
  );
  return next ? lastOfStretch(person, next) : first;
}

/** Of somebody who works here in two ways, the engagement that the row is about. */
const lastWith = (person: RosterPerson, row: RosterRow): RosterEngagement | null =>
  person.engagements.findLast((engagement) => engagement.untilOn === null && isSameEmployer(engagement, row)) ?? null;

const isOneEmployer = (a: EngagementDetails, b: EngagementDetails): boolean =>
  a.kind === b.kind && (a.kind === 'staff' || a.supplier === b.supplier || sameKey(a.supplier, b.supplier));

function beginsAnew(latest: RosterEngagement | null, row: RosterRow): boolean {
  if (latest === null) return true;
  if (latest.untilOn !== null) return row.fromOn >= latest.untilOn;
  return row.fromOn > latest.fromOn && !isSameEmployer(latest, row);
}

const isSameEmployer = (
  latest: RosterEngagement,
  row: { readonly kind: EngagementKind; readonly supplier: string | null | undefined },
): boolean => latest.kind === row.kind && (row.kind === 'staff' || row.supplier === undefined || sameKey(row.supplier, latest.supplier));

const PERSON_FIELDS = {
  given_name: 'givenName',
  family_name: 'familyName',
  email: 'email',
  phone: 'phone',
  national_id: 'nationalId',
  birth_year: 'birthYear',
  language: 'language',
} as const satisfies Partial<Record<RosterColumn, keyof PersonDetails>>;

const ENGAGEMENT_FIELDS = {
  kind: 'kind',
  supplier: 'supplier',
  supplier_tax_id: 'supplierTaxId',
  team: 'team',
  site: 'site',
  job_title: 'jobTitle',
  manager_code: 'managerKey',
  starts_on: 'fromOn',
  ends_on: 'untilOn',
} as const satisfies Partial<Record<RosterColumn, keyof EngagementDetails>>;

const PERSON_COLUMNS = Object.entries(PERSON_FIELDS) as [RosterColumn, keyof PersonDetails][];
const ENGAGEMENT_COLUMNS = Object.entries(ENGAGEMENT_FIELDS) as [RosterColumn, keyof EngagementDetails][];

function engagementDifferences(before: EngagementDetails | null, after: EngagementDetails): Changes {
  const changes = differences(before ?? NOTHING, after, ENGAGEMENT_COLUMNS);
  // People write and read the last day; we keep the first day after it.
  return changes.ends_on ? { ...changes, ends_on: { from: lastDay(changes.ends_on.from), to: lastDay(changes.ends_on.to) } } : changes;
}

const lastDay = (untilOn: string | null): string | null => (untilOn === null ? null : addDays(untilOn as CalendarDate, -1));

const NOTHING: Readonly<Record<keyof EngagementDetails, null>> = {
  kind: null,
  supplier: null,
  supplierTaxId: null,
  team: null,
  site: null,
  jobTitle: null,
  managerKey: null,
  fromOn: null,
  untilOn: null,
};

function differences<Field extends string>(
  before: Readonly<Record<Field, string | number | null>>,
  after: Readonly<Record<Field, string | number | null>>,
  columns: readonly (readonly [RosterColumn, Field])[],
): Changes {
  let changes: Partial<Record<RosterColumn, { from: string | null; to: string | null }>> | null = null;
  for (const [column, field] of columns) {
    if (before[field] !== after[field]) (changes ??= {})[column] = { from: textOf(before[field]), to: textOf(after[field]) };
  }
  return changes ?? NO_CHANGES;
}

const textOf = (value: string | number | null): string | null => (value === null ? null : String(value));

import { addDays, type CalendarDate, earliest, latest } from '#kernel/calendar-date';
import type { EngagementId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { type Outcome, done, refused } from '#kernel/outcome';
import { codeKeyOf, isEmpty, overlap, type Span } from './person';
import type { RosterEngagement, RosterPerson } from './roster';
import type { RosterColumn } from './roster-columns';
import type { RosterRow } from './roster-row';
import { isOneEmployer, ofTheWhole, sameKey, spokenOf } from './spoken-stay';

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

/** What happens to the spans of a person: nothing, one is corrected, or one begins. Those before it may get other days. */
export type EngagementStep =
  | { readonly step: 'keep' }
  | { readonly step: 'amend'; readonly id: EngagementId; readonly to: EngagementDetails; readonly dated: readonly Dated[] }
  | { readonly step: 'open'; readonly to: EngagementDetails; readonly dated: readonly Dated[] };

/** An engagement and the days that it has now. */
export interface Dated extends Span {
  readonly id: EngagementId;
}

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
 * What one row means for somebody already on the roster. A start date that we know names the engagement it speaks of;
 * a later one begins a new engagement when the last has ended, or when kind or supplier differ; otherwise it corrects the date.
 * Another place or employer of somebody who is here counts from today: what was true until yesterday stays readable.
 */
export function compare(person: RosterPerson, brought: RosterRow, today: CalendarDate): Outcome<PersonChange, 'overlaps-engagement'> {
  const row = ofTheWhole(person, brought);
  const details = personAfter(person, row, person.language);
  const personChanges = differences(person, details, PERSON_COLUMNS);
  const { newest, begins, stretch, base } = spokenOf(person, row);
  const to = engagementAfter(base, row, begins);
  const engagementChanges = engagementDifferences(asOne(stretch) ?? base, to);
  const step = begins ? anew(newest, to) : redescribed(stretch, to, today);
  const clash = clashOf(person, stretch, step);
  if (clash) return refused('overlaps-engagement', { from: clash.fromOn, until: clash.untilOn ?? '' });
  const moved = begins || engagementChanges !== NO_CHANGES;
  if (!moved && personChanges === NO_CHANGES) return AS_BEFORE;
  const changes: Changes = { ...personChanges, ...engagementChanges };
  const returns = begins && newest !== null && newest.untilOn !== null;
  return done({
    fate: returns ? 'returned' : Object.keys(changes).length > 0 ? 'changed' : 'unchanged',
    changes,
    person: personChanges === NO_CHANGES ? null : details,
    engagement: moved ? step : KEEP,
  });
}

/** A new engagement; the last one ends with it where nobody knew its end. */
function anew(newest: RosterEngagement | null, to: EngagementDetails): EngagementStep {
  const isOpen = newest !== null && newest.untilOn === null;
  return { step: 'open', to, dated: isOpen ? [{ id: newest.id, fromOn: newest.fromOn, untilOn: to.fromOn }] : [] };
}

/** The days that the row gives to the whole stretch; what it says of the place, from today where somebody is here and was elsewhere. */
function redescribed(stretch: readonly RosterEngagement[], to: EngagementDetails, today: CalendarDate): EngagementStep {
  const base = stretch.at(-1);
  if (!base) return KEEP;
  const before = stretch.slice(0, -1).map((span, n) => within(span, n === 0, to));
  const last = within({ ...base, untilOn: to.untilOn }, stretch.length === 1, to);
  const goesOn = base.fromOn < today && last.fromOn < today && (to.untilOn === null || to.untilOn > today);
  if (goesOn && isTransfer(base, to))
    return { step: 'open', to: { ...to, fromOn: today }, dated: [...before, { ...last, untilOn: today }] };
  return { step: 'amend', id: base.id, to: { ...to, fromOn: last.fromOn }, dated: before };
}

/** A span of a stretch in the days of the whole: what lies outside shrinks to nothing at its edge, and is found there again. */
function within({ id, fromOn, untilOn }: Dated, isFirst: boolean, whole: Span): Dated {
  const begin = isFirst ? whole.fromOn : latest(fromOn, whole.fromOn);
  const end =
    untilOn === null ? whole.untilOn : whole.untilOn === null ? latest(untilOn, begin) : earliest(latest(untilOn, begin), whole.untilOn);
  return { id, fromOn: end === null ? begin : earliest(begin, end), untilOn: end };
}

/** Elsewhere than before. Saying what nobody had said fills a gap, and moves nobody. */
const isTransfer = (before: EngagementDetails, after: EngagementDetails): boolean =>
  PLACE.some((field) => before[field] !== null && before[field] !== after[field]);

const PLACE = ['kind', 'supplier', 'team', 'site', 'jobTitle', 'managerKey'] as const satisfies readonly (keyof EngagementDetails)[];

const asOne = (stretch: readonly RosterEngagement[]): EngagementDetails | null => {
  const [first, last] = [stretch[0], stretch.at(-1)];
  return first && last ? (first === last ? first : { ...last, fromOn: first.fromOn }) : null;
};

/**
 * One employer twice on one day, once the step is taken; or at once afterwards, which the next file would take for one stay;
 * or a beginning that jumps over another stay, which no correction does.
 */
function clashOf(person: RosterPerson, stretch: readonly RosterEngagement[], step: EngagementStep): RosterEngagement | undefined {
  if (step.step === 'keep' || person.engagements.length === 0) return undefined;
  const dated = new Map(step.dated.map((one) => [one.id, one]));
  const after = person.engagements.map((engagement) => ({ ...engagement, ...dated.get(engagement.id) }));
  const others = after.filter(({ id }) => !stretch.some((own) => own.id === id));
  const own = [step.to, ...after.filter(({ id }) => dated.has(id) && stretch.some((one) => one.id === id))];
  const begin = stretch[0]?.fromOn ?? step.to.fromOn;
  const isJumped = (other: Span): boolean => !isEmpty(other) && other.fromOn > step.to.fromOn && other.fromOn < begin;
  return others.find((other) =>
    own.some((one) => (overlap(other, one) || follows(other, one) || isJumped(other)) && isOneEmployer(other, one)),
  );
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

const follows = (other: Span, one: Span): boolean => other.fromOn === one.untilOn && !isEmpty(other) && !isEmpty(one);

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

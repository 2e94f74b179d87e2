import { type CalendarDate, latest } from '#kernel/calendar-date';
import type { EngagementId, PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { wordsOf } from './likeness';
import { codeKeyOf, covers } from './person';
import {
  type Changes,
  compare,
  type EngagementDetails,
  engagementAfter,
  type EngagementStep,
  type PersonChange,
  personAfter,
  type PersonDetails,
} from './person-change';
import { type Aliases, isHere, nameOf, NO_ALIASES, type Roster, type RosterPerson } from './roster';
import { Doubts } from './roster-doubts';
import type { RowProblem } from './roster-problem';
import type { RefusedRow, RosterRow } from './roster-row';
import { siftConflicts } from './row-conflicts';

export type ImportMode = 'partial' | 'full';
export type Fate = 'added' | 'changed' | 'unchanged' | 'returned' | 'left' | 'rejected';

interface Entry {
  readonly row: number;
  readonly personCode: string;
  readonly name: string;
  /** What is worth a second look although nothing is wrong. */
  readonly doubts?: readonly RowProblem[];
}

/** What one row, or one absence from the file, will do. */
export type PlanEntry =
  | (Entry & { readonly fate: 'added'; readonly codeKey: string; readonly person: PersonDetails; readonly engagement: EngagementDetails })
  | (Entry & {
      readonly fate: 'changed' | 'returned' | 'unchanged';
      readonly personId: PersonId;
      readonly changes: Changes;
      readonly person: PersonDetails | null;
      readonly engagement: EngagementStep;
    })
  | (Entry & {
      readonly fate: 'left';
      readonly personId: PersonId;
      readonly ends: readonly { readonly id: EngagementId; readonly untilOn: CalendarDate }[];
    })
  | (Entry & { readonly fate: 'rejected'; readonly problems: RefusedRow['problems'] });

export interface RosterPlan {
  readonly entries: readonly PlanEntry[];
  readonly counts: Counts;
  readonly approval: readonly ApprovalReason[];
  /** Rows whose last day makes somebody no longer be here, where they are so many that a person has to look; otherwise none. */
  readonly endings: ReadonlySet<number>;
}

export interface Counts {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly returned: number;
  readonly left: number;
  readonly rejected: number;
}

/** Why a person has to say yes a second time. */
export type ApprovalReason = 'refused-rows' | 'other-people' | 'many-leavers' | 'many-endings';

export interface FileRows {
  readonly accepted: readonly RosterRow[];
  readonly refused: readonly RefusedRow[];
}

/** Compares a file with the roster. Decides everything, changes nothing. */
export function planRoster(
  roster: Roster,
  file: FileRows,
  mode: ImportMode,
  today: CalendarDate,
  language: Locale,
  aliases: Aliases = NO_ALIASES,
): RosterPlan {
  const steps = planningRoster(roster, file, mode, today, language, aliases);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps, so that whoever plans for a hundred thousand people can let others have their turn in between. */
export function* planningRoster(
  roster: Roster,
  brought: FileRows,
  mode: ImportMode,
  today: CalendarDate,
  language: Locale,
  aliases: Aliases,
): Generator<undefined, RosterPlan> {
  const file = aliases.size === 0 ? brought : { ...brought, accepted: brought.accepted.map((row) => ofSurvivor(row, roster, aliases)) };
  const { file: possible, changes } = yield* compareAll(roster, file, today);
  const sifted = yield* siftConflicts(possible.accepted, possible.refused, roster, changes, today, aliases);
  const entries: PlanEntry[] = [...possible.refused, ...sifted.refused].map((refused) => ({ ...refused, fate: 'rejected' as const }));
  const doubts = new Doubts(roster, today);
  yield;
  for (const [index, row] of sifted.accepted.entries()) {
    const entry = fateOf(row, roster.get(row.codeKey), changes.get(row), language);
    const worthALook = doubts.about(row, entry);
    entries.push(worthALook.length === 0 ? entry : { ...entry, doubts: worthALook });
    if (index % A_TURN === 0) yield;
  }
  entries.sort((a, b) => a.row - b.row);
  yield;
  if (mode === 'full') entries.push(...leavers(roster, entries, today, aliases));
  yield;
  const counts = count(entries);
  const endings = entries.filter((entry) => endsNow(entry, today)).map(({ row }) => row);
  const approval = approvalFor(roster, entries, counts, endings.length, today);
  return { entries, counts, approval, endings: new Set(approval.includes('many-endings') ? endings : []) };
}

/** Rows between two breaths. */
const A_TURN = 2_000;

/** A row, or a manager, under the code of a record that was merged speaks of the person who that turned out to be. */
function ofSurvivor(row: RosterRow, roster: Roster, aliases: Aliases): RosterRow {
  const codeKey = aliases.get(row.codeKey) ?? row.codeKey;
  const manager = row.managerCode == null ? undefined : aliases.get(codeKeyOf(row.managerCode));
  const managerCode = manager === undefined ? row.managerCode : (roster.get(manager)?.personCode ?? manager);
  return codeKey === row.codeKey && managerCode === row.managerCode ? row : { ...row, codeKey, managerCode };
}

/** A file of leavers is dangerous above either of these. */
const LEAVERS_WITHOUT_APPROVAL = { people: 20, percent: 2 } as const;

interface Compared {
  readonly file: FileRows;
  readonly changes: ReadonlyMap<RosterRow, PersonChange>;
}

/** First of all, because the rules between rows must know every row that will not be applied. */
function* compareAll(roster: Roster, file: FileRows, today: CalendarDate): Generator<undefined, Compared> {
  const accepted: RosterRow[] = [];
  const refused = [...file.refused];
  const changes = new Map<RosterRow, PersonChange>();
  for (const [index, row] of file.accepted.entries()) {
    if (index % A_TURN === 0) yield;
    const person = roster.get(row.codeKey);
    const change = person ? compare(person, row, today) : null;
    if (change?.ok === false) {
      const problem = { row: row.row, column: 'starts_on', code: change.refusal, values: change.details } as const;
      refused.push({ row: row.row, personCode: row.personCode, name: nameOf(row), problems: [problem] });
      continue;
    }
    accepted.push(row);
    if (change) changes.set(row, change.value);
  }
  return { file: { accepted, refused }, changes };
}

function fateOf(row: RosterRow, person: RosterPerson | undefined, change: PersonChange | undefined, language: Locale): PlanEntry {
  const entry = { row: row.row, personCode: row.personCode, name: nameOf(row) };
  if (person && change) {
    const { fate, changes, person: details, engagement } = change;
    return { ...entry, fate, personId: person.id, changes, person: details, engagement };
  }
  const engagement = engagementAfter(null, row);
  return { ...entry, fate: 'added', codeKey: row.codeKey, person: personAfter(null, row, language), engagement };
}

/**
 * Whoever is here (or announced) and has no row, not even a refused one: by its name, where its code is nobody's. Absences have negative
 * numbers where rows have positive ones.
 */
function leavers(roster: Roster, entries: readonly PlanEntry[], today: CalendarDate, aliases: Aliases): PlanEntry[] {
  const named = new Set(entries.map((entry) => codeKeyOf(entry.personCode)).map((key) => aliases.get(key) ?? key));
  const nobodys = entries.filter(({ fate, personCode }) => fate === 'rejected' && !roster.has(codeKeyOf(personCode)));
  const refusedNames = new Set(nobodys.map(({ name }) => wordsOf(name).join(' ')));
  const left: PlanEntry[] = [];
  for (const person of roster.values()) {
    if (named.has(person.codeKey) || (refusedNames.size > 0 && refusedNames.has(wordsOf(nameOf(person)).join(' ')))) continue;
    const ends = person.engagements
      .filter((engagement) => engagement.untilOn === null || (engagement.untilOn > today && engagement.untilOn > engagement.fromOn))
      .map((engagement) => ({ id: engagement.id, untilOn: latest(today, engagement.fromOn) }));
    if (ends.length > 0)
      left.push({ row: -1 - left.length, personCode: person.personCode, name: nameOf(person), fate: 'left', personId: person.id, ends });
  }
  return left;
}

function count(entries: readonly PlanEntry[]): Counts {
  const tally: Record<Fate, number> = { added: 0, changed: 0, unchanged: 0, returned: 0, left: 0, rejected: 0 };
  for (const entry of entries) tally[entry.fate] += 1;
  return { rows: entries.length - tally.left, ...tally };
}

function approvalFor(
  roster: Roster,
  entries: readonly PlanEntry[],
  counts: Counts,
  endings: number,
  today: CalendarDate,
): ApprovalReason[] {
  const headcount = [...roster.values()].filter((person) => isHere(person, today)).length;
  const isMore = (people: number): { few: boolean; share: boolean } => ({
    few: people <= LEAVERS_WITHOUT_APPROVAL.people,
    share: people * 100 > headcount * LEAVERS_WITHOUT_APPROVAL.percent,
  });
  const missing = isMore(counts.left);
  // A row with an end date says so itself; only a whole crowd of them looks like a shifted column.
  const ending = isMore(endings);
  return [
    ...(counts.rejected > 0 ? (['refused-rows'] as const) : []),
    ...(entries.some(isAboutAnother) ? (['other-people'] as const) : []),
    ...(counts.left > 0 && (!missing.few || missing.share) ? (['many-leavers'] as const) : []),
    ...(!ending.few && ending.share ? (['many-endings'] as const) : []),
  ];
}

const isAboutAnother = ({ doubts = [] }: PlanEntry): boolean => doubts.some(({ code }) => code === 'other-name');

function endsNow(entry: PlanEntry, today: CalendarDate): boolean {
  if (entry.fate !== 'changed' || !('ends_on' in entry.changes) || entry.engagement.step !== 'amend') return false;
  return !covers(entry.engagement.to, today);
}

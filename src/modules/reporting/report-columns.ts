import type { CalendarDate } from '#kernel/calendar-date';
import { dateIn, type Instant } from '#kernel/instant';
import type { CompletionRow } from './data/completion-rows.read-model';

/** A cell before anybody decides how a file writes it. */
export type Cell = string | number | Day | null;

export interface Day {
  readonly on: CalendarDate;
}

/** The order in which files show them; each is also the key of its heading. */
export const COLUMNS = [
  'person_code',
  'given_name',
  'family_name',
  'kind',
  'supplier',
  'team',
  'site',
  'manager',
  'unit',
  'round',
  'assigned',
  'due',
  'state',
  'started',
  'completed',
  'score',
  'score_of',
  'diploma',
] as const;

/** What the rows of a report share. */
export interface RowWords {
  readonly unit: string;
  readonly round: string;
  readonly kind: Readonly<Record<'staff' | 'contractor', string>>;
  readonly state: Readonly<Record<CompletionRow['place'], string>>;
  /** Of teams, sites, suppliers and managers, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/** One line of the report, in the order of COLUMNS. Score and its maximum are two numbers: `13/15` would become a date in a spreadsheet. */
export function cellsOf(row: CompletionRow, words: RowWords, dayOf: (at: Instant) => Day): Cell[] {
  const nameOf = (id: string | null): Cell => (id === null ? null : (words.names.get(id) ?? null));
  const day = (at: Instant | null): Cell => (at === null ? null : dayOf(at));
  return [
    row.personCode,
    row.givenName,
    row.familyName,
    row.kind === null ? null : words.kind[row.kind],
    nameOf(row.supplierId),
    nameOf(row.teamId),
    nameOf(row.siteId),
    nameOf(row.managerId),
    words.unit,
    words.round,
    day(row.assignedAt),
    row.dueOn === null ? null : { on: row.dueOn },
    words.state[row.place],
    day(row.startedAt),
    day(row.completedAt),
    row.score,
    row.total,
    row.diplomaCode,
  ];
}

/** The day of a moment in a zone, worked out once for each minute: in a report many moments share theirs. */
export function daysIn(zone: string): (at: Instant) => Day {
  const known = new Map<string, Day>();
  return (at) => {
    const minute = at.slice(0, 16);
    const day = known.get(minute) ?? { on: dateIn(zone, at) };
    known.set(minute, day);
    return day;
  };
}

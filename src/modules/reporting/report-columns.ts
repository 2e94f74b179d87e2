import type { CalendarDate } from '#kernel/calendar-date';
import { dateIn, type Instant } from '#kernel/instant';
import type { CompletionRow } from './data/completion-rows.read-model';

/** A cell before anybody decides how a file writes it. */
export type Cell = string | number | { readonly on: CalendarDate } | null;

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
export type Column = (typeof COLUMNS)[number];

export interface RowWords {
  readonly unit: string;
  readonly round: string;
  readonly kind: Readonly<Record<'staff' | 'contractor', string>>;
  readonly state: Readonly<Record<CompletionRow['place'], string>>;
}

/** One line of the report. Score and its maximum are two numbers: `13/15` would become a date in a spreadsheet. */
export function cellsOf(row: CompletionRow, words: RowWords, dayOf: (at: Instant) => CalendarDate): Cell[] {
  const day = (at: Instant | null): Cell => (at === null ? null : { on: dayOf(at) });
  const cells: Record<Column, Cell> = {
    person_code: row.personCode,
    given_name: row.givenName,
    family_name: row.familyName,
    kind: row.kind === null ? null : words.kind[row.kind],
    supplier: row.supplier,
    team: row.team,
    site: row.site,
    manager: row.manager,
    unit: words.unit,
    round: words.round,
    assigned: day(row.assignedAt),
    due: row.dueOn === null ? null : { on: row.dueOn },
    state: words.state[row.place],
    started: day(row.startedAt),
    completed: day(row.completedAt),
    score: row.score,
    score_of: row.total,
    diploma: row.diplomaCode,
  };
  return COLUMNS.map((column) => cells[column]);
}

/** The day of a moment in a zone, worked out once for each minute: in a report many moments share theirs. */
export function daysIn(zone: string): (at: Instant) => CalendarDate {
  const known = new Map<string, CalendarDate>();
  return (at) => {
    const minute = at.slice(0, 16);
    const day = known.get(minute) ?? dateIn(zone, at);
    known.set(minute, day);
    return day;
  };
}

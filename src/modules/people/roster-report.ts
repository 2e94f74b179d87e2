import { type CalendarDate, isCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { ImportId } from '#kernel/id';
import { isInstant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import { sayDate, sayMoment } from '#platform/i18n/dates';
import type { ViewEngine } from '#platform/views/engine';
import type { UndoRest } from './domain/roster-undo';
import type { RosterImport } from './domain/roster-import';
import type { FileProblem, RowProblem, RowProblemCode } from './domain/roster-problem';

/** What the command line prints with `--json`; other people's scripts rely on these names. */
export interface ImportReport {
  readonly import: ImportId;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly left: number;
  readonly returned: number;
  readonly unchanged: number;
  /** One for each refused row: its first problem, and all of them in `problems`. */
  readonly rejected: readonly (SaidProblem & { readonly problems: readonly SaidProblem[] })[];
  /** What is worth a second look although nothing is wrong. */
  readonly doubts: readonly SaidProblem[];
  /** What holds for the whole file: columns that are not used. */
  readonly notice: string | null;
  readonly needsApproval: boolean;
  readonly applied: boolean;
}

export interface SaidProblem {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

export function reportOf(
  found: RosterImport,
  refusedRows: readonly (readonly RowProblem[])[],
  doubts: readonly RowProblem[],
  locale: Locale,
  views: ViewEngine,
): ImportReport {
  return {
    import: found.id,
    rows: found.rows,
    added: found.added,
    changed: found.changed,
    left: found.leftCount,
    returned: found.returned,
    unchanged: found.unchanged,
    rejected: refusedRows.flatMap((problems) => {
      const said = problems.map((problem) => sayProblem(problem, locale, views));
      return said[0] === undefined ? [] : [{ ...said[0], problems: said }];
    }),
    doubts: doubts.map((doubt) => sayProblem(doubt, locale, views)),
    notice: noticeOf(found, locale, views),
    needsApproval: found.needsApproval === 1,
    applied: found.state === 'applied',
  };
}

/** Kept with the import, as the page of its preview says it. */
function noticeOf({ state, problem }: RosterImport, locale: Locale, views: ViewEngine): string | null {
  if (problem === null || state === 'refused') return null;
  const { code, values } = JSON.parse(problem) as FileProblem;
  return views.say(locale, `people.notice.${code}`, values);
}

export function sayProblem({ row, column, code, values }: RowProblem, locale: Locale, views: ViewEngine): SaidProblem {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isDay(value) ? sayDate(locale, value, 'short') : value]),
  );
  return { row, column, code, message: views.say(locale, `people.problem.${code}`, DATED.has(code) ? said : values) };
}

/** Why something stays that an import wrote. */
export function sayRest({ reason, detail }: UndoRest, { locale, zone }: Pick<Context, 'locale' | 'zone'>, views: ViewEngine): string {
  const values = Object.entries(JSON.parse(detail) as Record<string, string>).map(([name, value]) => [
    name,
    isInstant(value) ? sayMoment(locale, zone, value) : value,
  ]);
  return views.say(locale, `people.undo.because.${reason}`, Object.fromEntries(values) as Record<string, string>);
}

/** Problems that speak of days which we understood; in the others the text stays as it was written. */
const DATED: ReadonlySet<string> = new Set(['ends-before-start', 'overlaps-engagement'] satisfies RowProblemCode[]);

const isDay = (value: string | number): value is CalendarDate => typeof value === 'string' && isCalendarDate(value);

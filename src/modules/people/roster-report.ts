import type { ImportId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import type { ViewEngine } from '#platform/views/engine';
import type { RosterImport } from './domain/roster-import';
import type { RowProblem } from './domain/roster-problem';

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
    needsApproval: found.needsApproval === 1,
    applied: found.state === 'applied',
  };
}

export function sayProblem({ row, column, code, values }: RowProblem, locale: Locale, views: ViewEngine): SaidProblem {
  return { row, column, code, message: views.say(locale, `people.problem.${code}`, values) };
}

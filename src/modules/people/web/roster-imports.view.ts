import type { Locale } from '#kernel/locale';
import type { FieldErrors } from '#platform/http/forms';
import type { ListedImport } from '../data/roster-imports.read-model';
import type { ImportState } from '../domain/roster-import';
import { COLUMN_NAMES, FILE_LIMITS, REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from '../domain/roster-columns';
import type { ImportMode } from '../domain/roster-plan';
import type { Values } from '../domain/roster-problem';
import { isOver } from './roster-import.view';

type Say = (key: string, values?: Values) => string;

export function importsView(
  imports: readonly ListedImport[],
  paging: { previous: string | null; next: string | null; page: number },
  mayBring: boolean,
  say: Say,
) {
  return {
    mayBring,
    imports: imports.map(
      ({ id, fileName, checkedAt, checkedName, source, state, added, changed, returned, leftCount, rejected, problem }) => ({
        href: `/roster/imports/${id}`,
        fileName,
        checkedAt,
        by: checkedName,
        via: source === 'inbox' ? 'inbox' : 'command',
        state: overOf(state, problem) ?? state,
        badge: overOf(state, problem) === null ? BADGES[state] : 'away',
        did: HAVE_COUNTED.has(state) ? didOf({ added, changed, returned, left: leftCount, rejected }, say) : null,
        why: state === 'refused' && problem !== null && overOf(state, problem) === null ? whyOf(problem, say) : null,
      }),
    ),
    paging: paging.previous !== null || paging.next !== null ? paging : null,
  };
}

const HAVE_COUNTED: ReadonlySet<ImportState> = new Set(['checked', 'applying', 'applied', 'undone']);

/** What a file does, without the noughts. */
function didOf(counts: Readonly<Record<string, number>>, say: Say): string {
  const parts = Object.entries(counts).flatMap(([fate, count]) => (count > 0 ? [say(`people.imports.did.${fate}`, { count })] : []));
  return parts.length === 0 ? say('people.imports.did.none') : parts.join(' · ');
}

function overOf(state: ImportState, problem: string | null): string | null {
  const { code } = JSON.parse(problem ?? '{}') as { code?: string };
  return state === 'refused' && isOver(code) ? (code ?? null) : null;
}

function whyOf(problem: string, say: Say): string {
  const { code, values } = JSON.parse(problem) as { code: string; values: Values };
  return say(`people.file.${code}`, values);
}

const BADGES: Readonly<Record<ImportState, string>> = {
  checking: 'info',
  mapping: 'due',
  checked: 'due',
  applying: 'info',
  applied: 'done',
  undone: 'info',
  refused: 'late',
};

/** The form with which a file is brought; with its errors when it comes back. */
export function newImportView(locale: Locale, say: Say, chosen: ImportMode | null, errors: FieldErrors = {}) {
  const said = Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, say(key)]));
  return {
    megabytes: FILE_LIMITS.bytes / 1024 / 1024,
    rows: FILE_LIMITS.rows,
    modes: (['partial', 'full'] as const).map((mode) => ({
      value: mode,
      label: say(`people.imports.new.${mode}`),
      hint: say(`people.imports.new.${mode}-hint`),
      checked: mode === chosen,
    })),
    columns: ROSTER_COLUMNS.map((column) => ({ column, name: COLUMN_NAMES[locale][column], required: isRequired(column) })),
    errors: { file: null, mode: null, ...said },
    errorList: Object.keys(said).length === 0 ? null : Object.entries(said).map(([field, message]) => ({ field, message })),
  };
}

const isRequired = (column: RosterColumn): boolean => (REQUIRED_COLUMNS as readonly RosterColumn[]).includes(column);

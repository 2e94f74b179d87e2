import type { Locale } from '#kernel/locale';
import type { FieldErrors } from '#platform/http/forms';
import type { ListedImport } from '../data/roster-imports.read-model';
import type { ImportState } from '../domain/roster-import';
import { COLUMN_NAMES, FILE_LIMITS, REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from '../domain/roster-columns';
import type { ImportMode } from '../domain/roster-plan';

type Say = (key: string) => string;

export function importsView(
  imports: readonly ListedImport[],
  paging: { previous: string | null; next: string | null; page: number },
  mayBring: boolean,
) {
  return {
    mayBring,
    imports: imports.map(({ id, fileName, checkedAt, checkedName, source, state, added, changed, returned, leftCount, rejected }) => ({
      href: `/roster/imports/${id}`,
      fileName,
      checkedAt,
      by: checkedName,
      via: source === 'inbox' ? 'inbox' : 'command',
      state,
      badge: BADGES[state],
      hasCounts: state === 'checked' || state === 'applying' || state === 'applied' || state === 'undone',
      added,
      changed,
      returned,
      left: leftCount,
      rejected,
    })),
    paging: paging.previous !== null || paging.next !== null ? paging : null,
  };
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

import type { FieldErrors, TypedValues } from '#platform/http/forms';
import type { NamedColumns } from '../roster-columns.service';
import { REQUIRED_COLUMNS, ROSTER_COLUMNS, type RosterColumn } from '../domain/roster-columns';
import { guessMapping } from '../domain/roster-mapping';

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The columns of a file with their first values, and a question for each of ours. */
export function namingView(url: string, source: NamedColumns, say: Say, typed: TypedValues | null = null, errors: FieldErrors = {}) {
  const guess = source.mapping ?? guessMapping(source);
  const chosen = (column: RosterColumn): string => (typed === null ? String(guess[column] ?? '') : (typed[column] ?? ''));
  const options = source.headings.map((heading, index) => {
    const sample = source.samples.map((row) => row[index] ?? '').find((value) => value !== '');
    const name = { letter: letterOf(index), heading: heading === '' ? say('people.columns.unnamed') : heading };
    return {
      value: String(index),
      label:
        sample === undefined
          ? say('people.columns.option', name)
          : say('people.columns.option-sample', { ...name, sample: sample.slice(0, 30) }),
    };
  });
  return {
    action: `${url}/columns`,
    file: source.headings.map((heading, index) => ({
      letter: letterOf(index),
      heading: heading === '' ? null : heading,
      samples: source.samples.map((row) => row[index] ?? '').filter((value) => value !== ''),
    })),
    choices: ROSTER_COLUMNS.map((column) => ({
      name: column,
      label: say(`people.column.${column}`),
      hint: say(`people.explain.${column}`),
      required: (REQUIRED_COLUMNS as readonly RosterColumn[]).includes(column),
      error: errors[column] === undefined ? null : say(errors[column]),
      options: [{ value: '', label: say('people.columns.none') }, ...options].map((option) => ({
        ...option,
        selected: option.value === chosen(column),
      })),
    })),
    errorList:
      Object.keys(errors).length === 0
        ? null
        : Object.entries(errors).map(([field, key]) => ({ field, message: `${say(`people.column.${field}`)}: ${say(key)}` })),
  };
}

/** How the columns of a file were read. */
export function namedView(url: string, source: NamedColumns, isOpen: boolean) {
  const named = ROSTER_COLUMNS.flatMap((column) => {
    const index = source.mapping?.[column];
    return index === undefined ? [] : [{ column, heading: `${letterOf(index)} · ${source.headings[index] ?? ''}` }];
  });
  return {
    named,
    isRemembered: source.isRemembered,
    change: isOpen && source.isKept ? `${url}/columns` : null,
    forget: source.isRemembered ? `${url}/columns/forgotten` : null,
  };
}

/** As spreadsheets name their columns: A … Z, AA … */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

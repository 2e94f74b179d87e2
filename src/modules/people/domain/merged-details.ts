import type { Person } from './person';

const GAPS = ['email', 'phone', 'nationalId', 'birthYear'] as const satisfies readonly (keyof Person)[];

/** What the kept record did not know and the merged one did. */
export type FilledGaps = Partial<Pick<Person, (typeof GAPS)[number]>>;

export function gapsFilled(kept: Person, merged: Person): FilledGaps {
  return Object.fromEntries(GAPS.filter((field) => kept[field] === null && merged[field] !== null).map((field) => [field, merged[field]]));
}

/** Of what was filled, what nobody has changed since: only that is emptied again. */
export function gapsToEmpty(kept: Person, filled: FilledGaps): Partial<Record<keyof FilledGaps, null>> {
  return Object.fromEntries(
    GAPS.filter((field) => filled[field] !== undefined && kept[field] === filled[field]).map((field) => [field, null]),
  );
}

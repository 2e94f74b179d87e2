import { camelCase } from './record';
import type { SqlValue } from './sql';

/** A row under the names that the code uses: `person_id` is `personId`. */
export type Row = Record<string, SqlValue>;

/** Rows that a driver gives as bare values, in the order of the names: quicker to fetch than objects that would only be renamed. */
export function namedRows(names: readonly string[], rows: readonly (readonly SqlValue[])[]): Row[] {
  return rows.map((values) => {
    const row: Row = {};
    for (let n = 0; n < names.length; n++) row[names[n] ?? ''] = values[n] ?? null;
    return row;
  });
}

/** Every name is turned once: the statements of the product have a few hundred different ones. */
const properties = new Map<string, string>();

export function propertyOf(column: string): string {
  const known = properties.get(column);
  if (known !== undefined) return known;
  const property = camelCase(column);
  properties.set(column, property);
  return property;
}

import { done, type Outcome, refused } from '#kernel/outcome';
import type { Fact, Pack, PackField, Scope } from './pack';

/** What is known under the names of fields, as it was written. */
export type Values = Readonly<Record<string, string>>;
export type Facts = Readonly<Partial<Record<Fact, string | null>>>;

/** What was typed, as the field keeps it. Nothing typed is nothing known. */
export function accept(
  pack: Pack,
  field: PackField,
  typed: string,
): Outcome<string | null, 'not-in-list' | 'not-of-its-form' | 'too-long'> {
  const tidy = typed.normalize('NFC').replace(/\s+/g, ' ').trim();
  const value = field.isUpperCase ? tidy.toUpperCase() : tidy;
  if (value === '') return done(null);
  if (value.length > field.longest) return refused('too-long', { longest: field.longest });
  if (field.catalogue !== null) {
    const entry = pack.catalogues[field.catalogue]?.find(({ code, isHeading }) => !isHeading && code === value);
    return entry ? done(entry.code) : refused('not-in-list');
  }
  return field.pattern === null || field.pattern.test(value) ? done(value) : refused('not-of-its-form');
}

/** A field's value: what was written, else what the product knows and fits, else what is usual. Null where it is missing. */
export function valueOf(pack: Pack, field: PackField, written: Values, facts: Facts): string | null {
  const own = written[field.field];
  if (own !== undefined) return own;
  const known = field.fact === null ? null : (facts[field.fact] ?? null);
  const accepted = known === null ? null : accept(pack, field, known);
  return (accepted?.ok === true ? accepted.value : null) ?? field.usual;
}

export const fieldsOf = (pack: Pack, scope: Scope): readonly PackField[] => pack.fields.filter((field) => field.scope === scope);

/** The fields without which no paper can be made. */
export function missingIn(pack: Pack, scope: Scope, written: Values, facts: Facts): readonly PackField[] {
  return fieldsOf(pack, scope).filter((field) => field.isRequired && valueOf(pack, field, written, facts) === null);
}

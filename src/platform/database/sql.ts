/**
 * A statement with its values kept apart. Fragments nest, so queries are composed without ever pasting a value into text;
 * the connection writes the placeholders its driver wants.
 */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly SqlValue[],
  ) {}
}

export type SqlValue = string | number | null;

export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | undefined | Sql)[]): Sql {
  const texts: string[] = [strings[0] ?? ''];
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    const after = strings[index + 1] ?? '';
    if (part instanceof Sql) {
      texts.push(`${texts.pop() ?? ''}${part.strings[0] ?? ''}`, ...part.strings.slice(1));
      values.push(...part.values);
      texts.push(`${texts.pop() ?? ''}${after}`);
    } else {
      values.push(part ?? null);
      texts.push(after);
    }
  });
  return new Sql(texts, values);
}

/** Trusted text: names of tables and columns from our own code, never anything that a person typed. */
export function raw(text: string): Sql {
  return new Sql([text], []);
}

export function join(fragments: readonly Sql[], separator: string): Sql {
  return fragments.reduce((all, fragment, index) => (index === 0 ? fragment : sql`${all}${raw(separator)}${fragment}`), raw(''));
}

/** Values for `IN (…)`. An empty list matches nothing. */
export function list(values: readonly SqlValue[]): Sql {
  if (values.length === 0) return raw('NULL');
  return new Sql(['', ...values.slice(1).map(() => ', '), ''], values);
}

/** What to put in a LIKE so that what people type is taken literally; use with `ESCAPE '\\'`. */
export function likePattern(typed: string): string {
  return `%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

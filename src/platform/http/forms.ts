import type { z } from 'zod';

export type FieldErrors = Readonly<Record<string, string>>;
export type TypedValues = Readonly<Record<string, string>>;

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly values: TypedValues; readonly errors: FieldErrors };

/**
 * The body of a form as typed values, or what was typed with a message key for each field in error: the page is shown again and nothing is lost.
 * Messages of the schema are message keys.
 */
export function parseForm<Schema extends z.ZodType>(schema: Schema, body: unknown): Parsed<z.output<Schema>> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return { ok: true, value: parsed.data };
  const errors: Record<string, string> = {};
  // The first complaint about a field is the one to show.
  for (const issue of parsed.error.issues) errors[issue.path.join('.') || 'form'] ??= issue.message;
  return { ok: false, values: typedValues(body), errors };
}

/** What a person typed, as text, for showing it again. Secrets are the page's own business: it leaves them out. */
export function typedValues(body: unknown): TypedValues {
  return Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

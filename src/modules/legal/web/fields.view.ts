import type { Locale } from '#kernel/locale';
import type { Say } from '#platform/views/say';
import type { Pack, Scope } from '../domain/pack';
import { type Facts, fieldsOf, valueOf, type Values } from '../domain/values';
import type { FieldRefusals } from '../legal.service';

/** The fields of a scope as a form shows them: what was typed, else what is written; what the product knows by itself stands as a hint. */
export function fieldsView(
  pack: Pack,
  scope: Scope,
  { written, typed, facts }: { written: Values; typed: Values; facts: Facts },
  refusals: FieldRefusals,
  locale: Locale,
  say: Say,
) {
  const errors = Object.fromEntries(
    Object.entries(refusals).map(([field, { refusal, details }]) => [field, say(`legal.refusal.${refusal}`, details)]),
  );
  const fields = fieldsOf(pack, scope).map((field) => {
    const value = typed[field.field] ?? written[field.field] ?? '';
    const known = written[field.field] === undefined ? valueOf(pack, field, {}, facts) : null;
    const catalogue = field.catalogue === null ? null : (pack.catalogues[field.catalogue] ?? []);
    const knownLabel = catalogue?.find(({ code }) => code === known)?.label;
    return {
      name: field.field,
      label: field.label[locale],
      hint:
        [field.hint?.[locale], known === null ? null : say('legal.fields.known', { value: knownLabel ?? known })]
          .filter(Boolean)
          .join(' ') || null,
      value,
      error: errors[field.field] ?? null,
      isRequired: field.isRequired,
      longest: field.longest,
      options:
        catalogue?.map(({ code, label, isHeading }) => ({ value: code, label: `${code} ${label}`, isHeading, selected: code === value })) ??
        null,
    };
  });
  const said = fields.flatMap(({ name, error }) => (error === null ? [] : [{ field: name, message: error }]));
  return { fields, errorList: said.length > 0 ? said : null };
}

/** What a form sent under the names of the scope's fields. */
export function typedIn(pack: Pack, scope: Scope, body: unknown): Values {
  const sent = (body ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    fieldsOf(pack, scope).flatMap(({ field }) => (typeof sent[field] === 'string' ? [[field, sent[field].slice(0, 1000)]] : [])),
  );
}

import type { Locale } from '#kernel/locale';
import type { FieldErrors } from '#platform/http/forms';
import type { ViewEngine } from '#platform/views/engine';

/** Says a message in the language of who reads. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function sayer(views: Pick<ViewEngine, 'say'>, locale: Locale): Say {
  return (key, values = {}) => views.say(locale, key, values);
}

/** What a form page shows of its mistakes: a sentence for each field (null where there is none), and all of them for the summary. */
export function errorViews(say: Say, errors: FieldErrors, fields: readonly string[]) {
  const said = Object.entries(errors).map(([field, key]) => ({ field, message: say(key) }));
  return {
    errors: Object.fromEntries(fields.map((field) => [field, said.find((error) => error.field === field)?.message ?? null])),
    errorList: said.length > 0 ? said : null,
  };
}

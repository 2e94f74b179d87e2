import { isCalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { Refused } from '#kernel/outcome';
import type { FieldErrors } from '#platform/http/forms';
import type { FlashMessage } from '#platform/http/reply';
import { sayDate } from '#platform/i18n/dates';
import type { ViewEngine } from '#platform/views/engine';

type Values = Readonly<Record<string, string | number>>;

/** Says a message of one language; days among the values are said as people say them. */
export type Say = (key: string, values?: Values) => string;

export function sayer(views: Pick<ViewEngine, 'say'>, locale: Locale): Say {
  return (key, values = {}) => views.say(locale, key, spoken(locale, values));
}

export function spoken(locale: Locale, values: Values): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isCalendarDate(value) ? sayDate(locale, value, 'short') : value,
    ]),
  );
}

/** What a form page shows of its mistakes: a sentence for each field (null where there is none), and all of them for the summary. */
export function errorViews(say: Say, errors: FieldErrors, fields: readonly string[], refusal: Refused<string> | null = null) {
  const said = Object.entries(errors).map(([field, key]) => ({ field, message: say(key) }));
  const whole = refusal ? [{ field: null, message: say(`person.refusal.${refusal.refusal}`, refusal.details) }] : [];
  return {
    errors: Object.fromEntries(fields.map((field) => [field, said.find((error) => error.field === field)?.message ?? null])),
    errorList: said.length + whole.length > 0 ? [...whole, ...said] : null,
  };
}

/** A refusal as the sentence that the next page shows once. */
export function refusalFlash({ refusal, details }: Refused<string>, locale: Locale): FlashMessage {
  return { kind: 'refused', key: `person.refusal.${refusal}`, values: spoken(locale, details) };
}

import { isCalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { FieldErrors } from '#platform/http/forms';
import { type DateStyle, sayDate } from '#platform/i18n/dates';
import type { ViewEngine } from './engine';

type Values = Readonly<Record<string, string | number>>;

/** Says a message of one language; days among the values are said as people say them. */
export type Say = (key: string, values?: Values) => string;

export function sayer(views: Pick<ViewEngine, 'say'>, locale: Locale, style: DateStyle = 'long'): Say {
  return (key, values = {}) => views.say(locale, key, spoken(locale, values, style));
}

export function spoken(locale: Locale, values: Values, style: DateStyle = 'long'): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isCalendarDate(value) ? sayDate(locale, value, style) : value,
    ]),
  );
}

/** What a form page shows of its mistakes: a sentence for each field (null where there is none), and all of them for the summary. */
export function errorViews(say: Say, errors: FieldErrors, fields: readonly string[], whole: readonly string[] = []) {
  const said = Object.entries(errors).map(([field, key]) => ({ field, message: say(key) }));
  const unplaced = whole.map((message) => ({ field: null, message }));
  return {
    errors: Object.fromEntries(fields.map((field) => [field, said.find((error) => error.field === field)?.message ?? null])),
    errorList: said.length + unplaced.length > 0 ? [...unplaced, ...said] : null,
  };
}

import { isCalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import type { Refused } from '#kernel/outcome';
import type { FieldErrors } from '#platform/http/forms';
import type { FlashMessage } from '#platform/http/reply';
import { type DateStyle, sayDate } from '#platform/i18n/dates';
import type { ViewEngine } from '#platform/views/engine';
import type { Reason } from '../domain/cadence';

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

/** Why a date is what it is, in sentences. */
export function sayReasons(say: Say, reasons: readonly Reason[]): string {
  return reasons.map(({ code, ...values }) => say(`programme.reason.${code}`, values)).join(' ');
}

/** What a form page shows of its mistakes: a sentence for each field (null where there is none), and all of them for the summary. */
export function errorViews(say: Say, errors: FieldErrors, fields: readonly string[]) {
  const said = Object.entries(errors).map(([field, key]) => ({ field, message: say(key) }));
  return {
    errors: Object.fromEntries(fields.map((field) => [field, said.find((error) => error.field === field)?.message ?? null])),
    errorList: said.length > 0 ? said : null,
  };
}

/** A refusal as the sentence that the next page shows once. */
export function refusalFlash({ refusal, details }: Refused<string>, locale: Locale): FlashMessage {
  return { kind: 'refused', key: `programme.refusal.${refusal}`, values: spoken(locale, details) };
}

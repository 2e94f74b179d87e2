import type { Locale } from '#kernel/locale';
import type { ViewEngine } from '#platform/views/engine';

/** A message of this module in the reader's language. */
export type Say = (key: string, values?: Record<string, string | number | null>) => string;

export function sayer(views: ViewEngine, locale: Locale): Say {
  return (key, values) => views.say(locale, `reporting.${key}`, values);
}

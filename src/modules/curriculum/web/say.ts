import type { Locale } from '#kernel/locale';
import type { ViewEngine } from '#platform/views/engine';

/** Says a message of one language. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function sayer(views: Pick<ViewEngine, 'say'>, locale: Locale): Say {
  return (key, values = {}) => views.say(locale, key, values);
}

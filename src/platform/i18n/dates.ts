import type { CalendarDate } from '#kernel/calendar-date';
import type { Instant } from '#kernel/instant';
import { milliseconds } from '#kernel/instant';
import type { Locale } from '#kernel/locale';

export type DateStyle = 'long' | 'short' | 'month';

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day as people say it: «viernes, 12 de marzo de 2027». */
export function sayDate(locale: Locale, date: CalendarDate, style: DateStyle = 'long'): string {
  return formatFor(`${locale}|${style}`, locale, { ...STYLES[style], timeZone: 'UTC' }).format(Date.parse(`${date}T00:00:00Z`));
}

/** A moment in the company's zone: «12 mar 2027, 15:30». */
export function sayMoment(locale: Locale, zone: string, at: Instant): string {
  return formatFor(`${locale}|${zone}`, locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23', timeZone: zone }).format(
    milliseconds(at),
  );
}

export function sayNumber(locale: Locale, value: number): string {
  return numberFormats[locale].format(value);
}

// Spanish of the Americas writes 1,234.5; Spain 1.234,5. The neutral form keeps a thin grouping and a decimal comma.
const numberFormats: Record<Locale, Intl.NumberFormat> = {
  es: new Intl.NumberFormat('es', { useGrouping: 'always' }),
  en: new Intl.NumberFormat('en'),
};

function formatFor(key: string, locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'es', options);
    formats.set(key, found);
  }
  return found;
}

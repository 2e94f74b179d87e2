import { isCalendarDate } from '#kernel/calendar-date';
import type { Locale } from '#kernel/locale';
import { sayDate, sayMoment } from '#platform/i18n/dates';
import type { Sentence, WhyLine } from '../domain/why-line';
import type { Say } from './say';

export const LINES_PER_PAGE = 40;

export interface WhyFacts {
  readonly name: string;
  readonly personCode: string;
  /** Read by the person themselves: the page's title stays in the history of a browser that others may use, so it names nobody. */
  readonly isOwn: boolean;
  readonly lines: readonly WhyLine[];
  readonly number: number;
  readonly address: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly zone: string;
  readonly locale: Locale;
}

export function whyView({ name, personCode, isOwn, lines, number, address, back, zone, locale }: WhyFacts, say: Say) {
  const pages = Math.max(1, Math.ceil(lines.length / LINES_PER_PAGE));
  const shown = lines.slice((number - 1) * LINES_PER_PAGE, number * LINES_PER_PAGE);
  const to = (page: number): string => `${address}${address.includes('?') ? '&' : '?'}page=${page}`;
  // The names of companies end with a full stop too: one is enough.
  const told = ({ key, values }: Sentence): string => say(`why.${key}`, spoken(values, locale, say)).replace(/\.\.$/, '.');
  const by = (line: WhyLine): string | null => (line.by === null ? null : 'name' in line.by ? line.by.name : say(`why.by.${line.by.key}`));
  return {
    heading: isOwn ? say('why.heading.own') : say('why.heading.of', { name }),
    personCode,
    back: back.href,
    backLabel: back.label,
    items: shown.map((line) => ({
      when: [line.at === null ? sayDate(locale, line.on, 'short') : sayMoment(locale, zone, line.at), by(line)]
        .filter((part) => part !== null)
        .join(' · '),
      title: told(line),
      text: line.because.map(told).join(' ') || null,
      state: line.mark,
    })),
    number,
    pages,
    previous: number > 1 ? to(number - 1) : null,
    next: number < pages ? to(number + 1) : null,
  };
}

/** Days as people say them, and a round by what people call it. */
function spoken(values: Sentence['values'], locale: Locale, say: Say): Record<string, string | number> {
  const said = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isCalendarDate(value) ? sayDate(locale, value, 'short') : value,
    ]),
  );
  if (!('code' in said)) return said;
  return { ...said, round: say(`why.round.${said['roundKind'] === 'welcome' ? 'welcome' : 'company'}`, { code: said['code'] }) };
}

import { type CalendarDate, isCalendarDate } from '#kernel/calendar-date';
import { DIMENSIONS, type Dimension } from '../domain/dimension';
import { type Place, PLACES, type Side, SIDES } from '../domain/place';

/** What an address asks for. Anything unreadable is as if it were not there: a report never fails over its address. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

export function textIn(query: Query, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null;
}

/** As `textIn`, but an empty value is kept: it asks for those who belong to none. */
export function keyIn(query: Query, name: string): string | null {
  const value = query[name];
  return typeof value === 'string' ? value.slice(0, 60) : null;
}

export function dateIn(query: Query, name: string): CalendarDate | null {
  const text = textIn(query, name);
  return text !== null && isCalendarDate(text) ? text : null;
}

export function dimensionIn(query: Query): Dimension {
  return DIMENSIONS.find((dimension) => dimension === query['by']) ?? 'team';
}

export function placeIn(query: Query): Place | null {
  return PLACES.find((place) => place === query['class']) ?? null;
}

export function sideIn(query: Query): Side {
  return SIDES.find((side) => side === query['show']) ?? 'left';
}

export function pageIn(query: Query): number {
  const number = Number(query['page']);
  return Number.isSafeInteger(number) && number > 0 && number < 100_000 ? number : 1;
}

/** An address with its question; what is null is left out. */
export function address(path: string, query: Readonly<Record<string, string | number | null>>): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== null);
  const text = new URLSearchParams(entries.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** As search keys are written: without accents, in small letters. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

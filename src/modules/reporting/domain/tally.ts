import { type Place, PLACES } from './place';

/** People counted by where they stand. Adds up by construction, except where somebody is missing or too many: that is `difference`. */
export type Tally = Readonly<Record<Place, number>> & { readonly headcount: number; readonly difference: number };

export interface Counted {
  readonly place: Place;
  /** On the roster of the round or assigned, or both. */
  readonly people: number;
  /** Of those, on the roster. */
  readonly onRoster: number;
}

export function tallyOf(groups: readonly Counted[]): Tally {
  const counts = Object.fromEntries(PLACES.map((place) => [place, sum(groups, place)])) as Record<Place, number>;
  const headcount = groups.reduce((total, group) => total + group.onRoster, 0);
  const accounted = PLACES.reduce((total, place) => total + (place === 'missing' ? 0 : counts[place]), 0);
  return { ...counts, headcount, difference: headcount - accounted };
}

/** How many make the ledger not add up: on the roster without an assignment, or assigned without being on the roster. */
export function unaccountedIn(groups: readonly Counted[]): number {
  return groups.reduce((total, { place, people, onRoster }) => total + (place === 'missing' ? people : people - onRoster), 0);
}

/** Everybody a report has something to say about. */
export function totalOf(tally: Tally): number {
  return PLACES.reduce((total, place) => total + tally[place], 0);
}

function sum(groups: readonly Counted[], place: Place): number {
  return groups.reduce((total, group) => total + (group.place === place ? group.people : 0), 0);
}

import { type Place, PLACES } from './place';

export interface Segment {
  readonly place: Place;
  readonly people: number;
  /** Percent of the bar, with two decimals. */
  readonly from: number;
  readonly width: number;
  /** Wide enough for its number to stand above it on a phone. */
  readonly isNumbered: boolean;
}

const NARROWEST_NUMBERED = 10;

/** The parts of a bar that together are its whole width, in the order of the table below it; those without people are left out. */
export function segmentsOf(counts: Readonly<Record<Place, number>>): Segment[] {
  const total = PLACES.reduce((sum, place) => sum + counts[place], 0);
  let before = 0;
  return PLACES.filter((place) => counts[place] > 0).map((place) => {
    const from = percent(before, total);
    before += counts[place];
    const width = round2(percent(before, total) - from);
    return { place, people: counts[place], from, width, isNumbered: width >= NARROWEST_NUMBERED };
  });
}

/** Whole percent as people say it; never 100 % while somebody is left, never 0 % when somebody is there. */
export function shareOf(part: number, total: number): number {
  if (total === 0 || part === 0) return 0;
  if (part === total) return 100;
  return Math.min(99, Math.max(1, Math.round((part / total) * 100)));
}

function percent(part: number, total: number): number {
  return total === 0 ? 0 : round2((part / total) * 100);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

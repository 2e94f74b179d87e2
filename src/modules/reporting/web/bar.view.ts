import { segmentsOf } from '../domain/bar';
import type { Place } from '../domain/place';

/** The parts of a bar in percent of its width, ready for the attributes of a drawing. */
export function barOf(counts: Readonly<Record<Place, number>>) {
  return segmentsOf(counts).map(({ place, people, from, width, isNumbered }) => ({
    place,
    people,
    x: `${from}%`,
    width: `${width}%`,
    isNumbered,
  }));
}

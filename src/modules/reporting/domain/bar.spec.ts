import fc from 'fast-check';
import { segmentsOf, shareOf } from './bar';
import { type Place, PLACES } from './place';

const counts = (some: Partial<Record<Place, number>>): Record<Place, number> =>
  Object.fromEntries(PLACES.map((place) => [place, some[place] ?? 0])) as Record<Place, number>;

describe('a bar', () => {
  it('has a part for each place that somebody is in, side by side', () => {
    expect(segmentsOf(counts({ completed: 3, left: 1 }))).toEqual([
      { place: 'completed', people: 3, from: 0, width: 75, isNumbered: true },
      { place: 'left', people: 1, from: 75, width: 25, isNumbered: true },
    ]);
    expect(segmentsOf(counts({}))).toEqual([]);
  });

  it('leaves the number out where a phone has no room for it', () => {
    expect(segmentsOf(counts({ completed: 95, left: 5 })).map(({ isNumbered }) => isNumbered)).toEqual([true, false]);
  });

  it('is always filled from end to end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: PLACES.length, maxLength: PLACES.length }), (people) => {
        const segments = segmentsOf(Object.fromEntries(PLACES.map((place, n) => [place, people[n] ?? 0])) as Record<Place, number>);
        const last = segments.at(-1);
        if (last) expect(last.from + last.width).toBeCloseTo(100, 5);
        segments.forEach((segment, n) => {
          if (n > 0) expect(segment.from).toBeCloseTo(segments[n - 1]!.from + segments[n - 1]!.width, 5);
        });
      }),
    );
  });
});

describe('a share', () => {
  it('is never everything while somebody is left, nor nothing when somebody is there', () => {
    expect(shareOf(9_999, 10_000)).toBe(99);
    expect(shareOf(1, 10_000)).toBe(1);
    expect(shareOf(2, 3)).toBe(67);
    expect([shareOf(0, 10), shareOf(10, 10), shareOf(0, 0)]).toEqual([0, 100, 0]);
  });
});

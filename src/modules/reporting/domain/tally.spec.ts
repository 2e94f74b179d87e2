import { PLACES, PLACES_OF, SIDES } from './place';
import { tallyOf, totalOf } from './tally';

describe('a tally', () => {
  it('adds up when everybody on the roster has one place', () => {
    const tally = tallyOf([
      { place: 'completed', people: 3, onRoster: 3 },
      { place: 'completed', people: 2, onRoster: 2 },
      { place: 'left', people: 1, onRoster: 1 },
    ]);
    expect(tally).toMatchObject({ completed: 5, left: 1, headcount: 6, difference: 0 });
    expect(totalOf(tally)).toBe(6);
  });

  it('shows who is missing, and who is one too many, as a difference', () => {
    expect(tallyOf([{ place: 'missing', people: 2, onRoster: 2 }])).toMatchObject({ headcount: 2, difference: 2 });
    expect(tallyOf([{ place: 'inProgress', people: 2, onRoster: 1 }])).toMatchObject({ headcount: 1, difference: -1 });
  });

  it('has every place on one side of to do, done and with a reason', () => {
    expect(SIDES.flatMap((side) => PLACES_OF[side]).sort()).toEqual([...PLACES].sort());
  });
});

import fc from 'fast-check';
import { disorder, shuffle } from './shuffle';

describe('shuffling', () => {
  it('keeps everything, adds nothing, and is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (list, seed) => {
        const shuffled = shuffle(list, seed);
        expect([...shuffled].sort()).toEqual([...list].sort());
        expect(shuffle(list, seed)).toEqual(shuffled);
      }),
    );
  });

  it('never shows the steps of an exercise in their right order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.string(), (length, seed) => {
        const steps = Array.from({ length }, (_, index) => index);
        expect(disorder(steps, seed)).not.toEqual(steps);
      }),
    );
  });
});

import fc from 'fast-check';
import { bitsOf, LIST_LENGTH } from './bitstring';

const isSet = (bits: Buffer, position: number): boolean => ((bits[Math.floor(position / 8)]! >> (7 - (position % 8))) & 1) === 1;

describe('a list of badges that no longer hold', () => {
  it('counts from the left, and is long enough to hide one among many', () => {
    const bits = bitsOf([0, 9, LIST_LENGTH - 1]);
    expect(bits).toHaveLength(16_384);
    expect([bits[0], bits[1], bits.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 1]);
  });

  it('says exactly what was put in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(LIST_LENGTH - 1), { maxLength: 50 }), fc.nat(LIST_LENGTH - 1), (positions, asked) => {
        const bits = bitsOf(positions);
        return isSet(bits, asked) === positions.includes(asked) && positions.every((position) => isSet(bits, position));
      }),
    );
  });

  it('has no place beyond its end', () => {
    expect(() => bitsOf([LIST_LENGTH])).toThrow(RangeError);
  });
});

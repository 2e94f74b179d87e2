import { measuresOf, within } from './measures';

describe('how large a unit is', () => {
  it('keeps the lessons of every round to 600–800 words, within an hour', () => {
    for (const number of [1, 2, 10, 99]) {
      expect(measuresOf(number)).toMatchObject({ words: { least: 600, most: 800 }, minutes: { most: 60 }, bankTimes: 3 });
    }
  });

  it('gives the welcome three short lessons and a small test: half an hour in all', () => {
    const { lessons, minutes, words, draw, hours, bankTimes } = measuresOf(0);
    expect(lessons).toEqual({ least: 3, most: 3 });
    expect(words.most).toBeLessThan(measuresOf(1).words.most);
    expect(minutes.most + draw.most).toBeLessThanOrEqual(30);
    expect(hours).toEqual({ least: 0.5, most: 0.5 });
    expect(bankTimes * draw.most).toBe(18);
  });

  it('counts both ends in', () => {
    expect([4, 5, 6, 7].map((value) => within(value, { least: 5, most: 6 }))).toEqual([false, true, true, false]);
  });
});

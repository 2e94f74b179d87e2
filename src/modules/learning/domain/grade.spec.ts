import fc from 'fast-check';
import { grade, hasPassed, unansweredPlaces } from './grade';

const BANK = Array.from({ length: 15 }, (_, index) => ({
  id: `u01-${index}`,
  options: ['a', 'b', 'c'].map((id, place) => ({ id, correct: place === index % 3 })),
}));
const DRAWN = BANK.map(({ id }) => ({ item: id, options: ['c', 'a', 'b'], critical: false }));
const rightAnswers = (count: number): Map<string, string> =>
  new Map(BANK.map(({ id, options }, index) => [id, options.find(({ correct }) => correct === index < count)?.id ?? '']));

describe('grading a test', () => {
  it('passes with twelve of fifteen and fails with eleven', () => {
    expect(hasPassed(grade(DRAWN, rightAnswers(12), BANK), 12)).toBe(true);
    expect(hasPassed(grade(DRAWN, rightAnswers(11), BANK), 12)).toBe(false);
  });

  it('counts exactly the right answers, in whatever order the options stood', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), (count) => {
        const { items, score } = grade(DRAWN, rightAnswers(count), BANK);
        expect(score).toBe(count);
        expect(items.filter(({ right }) => right)).toHaveLength(count);
      }),
    );
  });

  it('takes an item without an answer, or with an option that does not exist, for wrong', () => {
    expect(grade(DRAWN, new Map(), BANK).score).toBe(0);
    expect(grade(DRAWN, new Map([['u01-0', 'z']]), BANK).score).toBe(0);
  });

  it('does not pass whoever misses a critical item, whatever the score', () => {
    const drawn = DRAWN.map((one, index) => ({ ...one, critical: index === 14 }));
    expect(hasPassed(grade(drawn, rightAnswers(14), BANK), 12)).toBe(false);
    expect(hasPassed(grade(drawn, rightAnswers(15), BANK), 12)).toBe(true);
  });

  it('names the places of the questions without an answer', () => {
    const answers = rightAnswers(15);
    answers.delete('u01-3');
    answers.delete('u01-8');
    expect(unansweredPlaces(DRAWN, answers)).toEqual([4, 9]);
  });
});

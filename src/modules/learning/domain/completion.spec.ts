import fc from 'fast-check';
import { isComplete, nextPart } from './completion';

const standing = (overrides: Partial<Parameters<typeof isComplete>[0]> = {}) => ({
  lessons: 5,
  lessonsDone: 5,
  testPassed: true,
  planWritten: true,
  ...overrides,
});

describe('completing a unit', () => {
  it('takes every lesson, the test and the plan, in whatever order they were done', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.boolean(), (lessonsDone, testPassed, planWritten) => {
        expect(isComplete(standing({ lessonsDone, testPassed, planWritten }))).toBe(lessonsDone === 5 && testPassed && planWritten);
      }),
    );
  });

  it('says which part comes next', () => {
    expect(nextPart(standing({ lessonsDone: 4, testPassed: false }))).toBe('lessons');
    expect(nextPart(standing({ testPassed: false }))).toBe('test');
    expect(nextPart(standing({ planWritten: false }))).toBe('plan');
    expect(nextPart(standing())).toBeNull();
  });
});

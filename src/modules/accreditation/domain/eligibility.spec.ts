import { toInstant } from '#kernel/instant';
import { eligibilityOf } from './eligibility';

const at = toInstant('2027-03-01T14:00:00Z');
const completed = { completedAt: at, score: 12, passMark: 12, diplomaIssuedAt: null };

describe('who is due a diploma', () => {
  it('is whoever completed the unit and passed its test', () => {
    expect(eligibilityOf(completed)).toBe('due');
  });

  it('is nobody twice', () => {
    expect(eligibilityOf({ ...completed, diplomaIssuedAt: at })).toBe('issued');
  });

  it('is nobody who has not completed, or not passed', () => {
    expect(eligibilityOf({ ...completed, completedAt: null })).toBe('not-completed');
    expect(eligibilityOf({ ...completed, score: 11 })).toBe('not-passed');
  });
});

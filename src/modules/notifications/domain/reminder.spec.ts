import { toCalendarDate } from '#kernel/calendar-date';
import { MOST_NOTICES, type ReminderFacts, verdictOf } from './reminder';

const today = toCalendarDate('2027-03-08');
const facts = (more: Partial<ReminderFacts> = {}): ReminderFacts => ({
  isTrue: true,
  hasAccess: true,
  isReachable: true,
  said: 0,
  lastSaidOn: null,
  ...more,
});

describe('a reminder', () => {
  it('goes to whoever owes, can be reached and can come in', () => {
    expect(verdictOf(facts(), today)).toBe('send');
    expect(verdictOf(facts({ said: 1, lastSaidOn: toCalendarDate('2027-03-07') }), today)).toBe('send');
  });

  it('says nothing false: whoever is done, away, let off or gone is not reminded', () => {
    expect(verdictOf(facts({ isTrue: false, isReachable: false }), today)).toBe('not-true');
  });

  it('is not repeated on the same day, nor more than four times in a round', () => {
    expect(verdictOf(facts({ said: 1, lastSaidOn: today }), today)).toBe('today');
    expect(verdictOf(facts({ said: MOST_NOTICES, lastSaidOn: toCalendarDate('2027-03-01') }), today)).toBe('enough');
  });

  it('sends nobody to a door without a key', () => {
    expect(verdictOf(facts({ hasAccess: false }), today)).toBe('no-access');
    expect(verdictOf(facts({ isReachable: false }), today)).toBe('unreachable');
  });
});

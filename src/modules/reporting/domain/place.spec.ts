import { toCalendarDate as day } from '#kernel/calendar-date';
import { badgeOf } from './place';

describe('the sign beside a name', () => {
  const due = day('2027-03-15');

  it('says late before it says how far', () => {
    expect(badgeOf('inProgress', due, day('2027-03-15'))).toBe('due');
    expect(badgeOf('inProgress', due, day('2027-03-16'))).toBe('late');
    expect(badgeOf('notStarted', due, day('2027-03-15'))).toBe('todo');
    expect(badgeOf('notStarted', due, day('2027-03-16'))).toBe('late');
  });

  it('never calls somebody late who is done or has a reason', () => {
    for (const [place, state] of [
      ['completed', 'done'],
      ['left', 'away'],
      ['exempt', 'away'],
      ['onLeave', 'away'],
    ] as const)
      expect(badgeOf(place, due, day('2027-12-31'))).toBe(state);
  });

  it('is an alarm for whoever has no assignment', () => {
    expect(badgeOf('missing', null, due)).toBe('late');
  });
});

import { toCalendarDate as day } from '#kernel/calendar-date';
import { isTrueOf, stepOf } from './saying';

describe('what is said about a round', () => {
  const today = day('2027-03-10');
  const facts = { isCounted: true, isExempt: false, exemptUntil: null };
  const until = (text: string) => ({ ...facts, isExempt: true, exemptUntil: day(text) });

  it('is a reminder to whoever owes it, and to nobody who is let off', () => {
    expect(isTrueOf('reminder', facts, today)).toBe(true);
    expect(isTrueOf('reminder', { ...facts, isExempt: true }, today)).toBe(false);
    expect(isTrueOf('reminder', { ...facts, isCounted: false }, today)).toBe(false);
  });

  it('is the end of an exemption to whoever has one that ends within fourteen days', () => {
    expect(isTrueOf('exemption-ending', until('2027-03-24'), today)).toBe(true);
    expect(isTrueOf('exemption-ending', until('2027-03-25'), today)).toBe(false);
    expect(isTrueOf('exemption-ending', until('2027-03-10'), today)).toBe(false);
    expect(isTrueOf('exemption-ending', { ...facts, isExempt: true }, today)).toBe(false);
    expect(isTrueOf('exemption-ending', { ...until('2027-03-12'), isCounted: false }, today)).toBe(false);
  });

  it('is counted when it is a reminder, and told once for each day when it is an end', () => {
    expect(stepOf('reminder', 2, null)).toBe(3);
    expect(stepOf('exemption-ending', 0, day('2027-03-12'))).toBe(20270312);
    expect(stepOf('exemption-ending', 1, day('2027-03-12'))).toBe(20270312);
  });
});

import fc from 'fast-check';
import { addDays, toCalendarDate } from '#kernel/calendar-date';
import { dueAfter, isWorkingDay, overdueUpTo } from './working-days';

const MEXICO = {
  workingDays: 20,
  holidays: [
    { day: '01-01' },
    { month: 2, weekday: 1, nth: 1 },
    { month: 3, weekday: 1, nth: 3 },
    { day: '05-01' },
    { day: '09-16' },
    { month: 11, weekday: 1, nth: 3 },
    { day: '10-01', from: 2024, every: 6 },
    { day: '12-25' },
  ],
};

describe('working days', () => {
  it('leaves out weekends and the holidays of the law, also those that move and those that come every six years', () => {
    for (const day of ['2027-01-01', '2027-02-01', '2027-03-15', '2027-11-15', '2030-10-01', '2027-03-13'])
      expect([day, isWorkingDay(toCalendarDate(day), MEXICO.holidays)]).toEqual([day, false]);
    for (const day of ['2027-02-02', '2027-10-01', '2027-03-16'])
      expect([day, isWorkingDay(toCalendarDate(day), MEXICO.holidays)]).toEqual([day, true]);
  });

  it('counts twenty of them from the day after', () => {
    // From Monday 1 March 2027: four weeks are 20 days from Tuesday, and the third Monday is a holiday.
    expect(dueAfter(toCalendarDate('2027-03-01'), MEXICO)).toBe('2027-03-30');
    expect(dueAfter(toCalendarDate('2027-12-24'), MEXICO)).toBe('2028-01-21');
  });

  it('says from one day which papers are overdue, as counting each would', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), (offset) => {
        const today = addDays(toCalendarDate('2026-01-01'), offset);
        const last = overdueUpTo(today, MEXICO);
        expect(dueAfter(last, MEXICO) < today).toBe(true);
        expect(dueAfter(addDays(last, 1), MEXICO) < today).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

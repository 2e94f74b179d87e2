import fc from 'fast-check';
import { addDays, addMonths, calendarDateOf, daysBetween, isCalendarDate, monthsBetween, toCalendarDate, weekdayOf } from './calendar-date';

const day = (text: string) => toCalendarDate(text);
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays(day('2000-01-01'), n));

describe('calendar dates', () => {
  it('clamps the end of a month', () => {
    expect(addMonths(day('2027-08-31'), 4)).toBe('2027-12-31');
    expect(addMonths(day('2027-08-31'), 6)).toBe('2028-02-29');
    expect(addMonths(day('2027-01-31'), 1)).toBe('2027-02-28');
    expect(addMonths(day('2027-03-31'), -1)).toBe('2027-02-28');
  });

  it('knows which days exist', () => {
    expect(isCalendarDate('2027-02-31')).toBe(false);
    expect(isCalendarDate('2028-02-29')).toBe(true);
    expect(isCalendarDate('2027-2-1')).toBe(false);
    expect(calendarDateOf(2027, 2, 31)).toBeNull();
  });

  it('counts months as people do', () => {
    expect(monthsBetween(day('2027-08-31'), day('2027-12-31'))).toBe(4);
    expect(monthsBetween(day('2027-08-31'), day('2028-02-29'))).toBe(6);
    expect(monthsBetween(day('2027-01-15'), day('2027-06-15'))).toBe(5);
    expect(monthsBetween(day('2027-01-01'), day('2027-01-16'))).toBe(0.5);
  });

  it('counts days back and forth', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (start, n) => {
        expect(daysBetween(start, addDays(start, n))).toBe(n);
      }),
    );
  });

  it('never leaves the month it was asked for', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 240 }), (start, months) => {
        const moved = addMonths(start, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(moved) - index(start)).toBe(months);
        expect(isCalendarDate(moved)).toBe(true);
      }),
    );
  });

  it('begins the week on Monday', () => {
    expect(weekdayOf(day('2026-11-23'))).toBe(1);
    expect(weekdayOf(day('2026-11-22'))).toBe(7);
    expect(weekdayOf(day('1970-01-01'))).toBe(4);
  });
});

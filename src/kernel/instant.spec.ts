import { toCalendarDate } from './calendar-date';
import { dateIn, isInstant, plusSeconds, startOfDay, toInstant } from './instant';

describe('instants', () => {
  it('are always written the same way', () => {
    expect(toInstant('2027-03-01T09:00:00+01:00')).toBe('2027-03-01T08:00:00.000Z');
    expect(isInstant('2027-03-01T08:00:00Z')).toBe(false);
    expect(() => toInstant('yesterday')).toThrow(RangeError);
  });

  it('become a day only in a zone', () => {
    const at = toInstant('2027-03-01T01:30:00Z');
    expect(dateIn('America/Lima', at)).toBe('2027-02-28');
    expect(dateIn('Europe/Madrid', at)).toBe('2027-03-01');
  });

  it('find the first moment of a day, across a change of clocks too', () => {
    expect(startOfDay('America/Lima', toCalendarDate('2027-03-01'))).toBe('2027-03-01T05:00:00.000Z');
    expect(startOfDay('Europe/Madrid', toCalendarDate('2027-03-28'))).toBe('2027-03-27T23:00:00.000Z');
    expect(startOfDay('Europe/Madrid', toCalendarDate('2027-03-29'))).toBe('2027-03-28T22:00:00.000Z');
  });

  it('move by seconds', () => {
    expect(plusSeconds(toInstant('2027-12-31T23:59:59Z'), 1)).toBe('2028-01-01T00:00:00.000Z');
  });
});

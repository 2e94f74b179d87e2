import { toCalendarDate as day } from '#kernel/calendar-date';
import { type Circumstances, isAbsentOn, isExemptOn, NO_CIRCUMSTANCES } from './circumstances';

const march = { fromOn: day('2027-03-10'), untilOn: day('2027-03-20') };

describe('on one day', () => {
  it('somebody is away from the first day of an absence to the day before they are back', () => {
    const away: Circumstances = { ...NO_CIRCUMSTANCES, absences: [march] };
    const days = ['2027-03-09', '2027-03-10', '2027-03-19', '2027-03-20'].map(day);
    expect(days.map((on) => isAbsentOn(away, on))).toEqual([false, true, true, false]);
    expect(days.map((on) => isExemptOn(away, on))).toEqual([false, false, false, false]);
  });

  it('somebody is exempt to the last day of an exemption, and without an end for good', () => {
    const ends: Circumstances = { ...NO_CIRCUMSTANCES, exemptions: [march] };
    const forGood: Circumstances = { ...NO_CIRCUMSTANCES, exemptions: [{ ...march, untilOn: null }] };
    const days = ['2027-03-09', '2027-03-10', '2027-03-19', '2027-03-20', '2031-01-01'].map(day);
    expect(days.map((on) => isExemptOn(ends, on))).toEqual([false, true, true, false, false]);
    expect(days.map((on) => isExemptOn(forGood, on))).toEqual([false, true, true, true, true]);
    expect(days.map((on) => isAbsentOn(ends, on))).toEqual([false, false, false, false, false]);
  });
});

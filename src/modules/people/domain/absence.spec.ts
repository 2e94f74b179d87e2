import fc from 'fast-check';
import { addDays, toCalendarDate as day } from '#kernel/calendar-date';
import { absenceAllowed, type AbsenceSpan, LONGEST_ABSENCE_DAYS } from './absence';

const span = (fromOn: string, untilOn: string): AbsenceSpan => ({ kind: 'leave', fromOn: day(fromOn), untilOn: day(untilOn) });

describe('an absence', () => {
  it('has a day at least, and three years at most', () => {
    expect(absenceAllowed(span('2027-03-01', '2027-03-02'), [])).toMatchObject({ ok: true });
    expect(absenceAllowed(span('2027-03-01', '2027-03-01'), [])).toMatchObject({ refusal: 'back-before-away' });
    const longest = addDays(day('2027-03-01'), LONGEST_ABSENCE_DAYS);
    expect(absenceAllowed(span('2027-03-01', longest), [])).toMatchObject({ ok: true });
    expect(absenceAllowed(span('2027-03-01', addDays(longest, 1)), [])).toMatchObject({ refusal: 'too-long' });
  });

  it('may begin on the day on which another ends, and names the one over which it lies', () => {
    const march = span('2027-03-10', '2027-03-20');
    expect(absenceAllowed(span('2027-03-20', '2027-03-25'), [march])).toMatchObject({ ok: true });
    expect(absenceAllowed(span('2027-03-01', '2027-03-10'), [march])).toMatchObject({ ok: true });
    expect(absenceAllowed(span('2027-03-19', '2027-03-25'), [march])).toMatchObject({
      refusal: 'overlaps-absence',
      details: { from: '2027-03-10', until: '2027-03-19' },
    });
  });

  it('shares no day with another of the same person', () => {
    const someDays = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 10 }))
      .map(([from, days]) => span(addDays(day('2027-03-01'), from), addDays(day('2027-03-01'), from + days)));
    fc.assert(
      fc.property(someDays, fc.array(someDays, { maxLength: 3 }), (asked, others) => {
        const daysOf = ({ fromOn, untilOn }: AbsenceSpan) =>
          Array.from({ length: 45 }, (_, n) => addDays(day('2027-03-01'), n)).filter((on) => on >= fromOn && on < untilOn);
        const isShared = others.some((other) => daysOf(other).some((on) => daysOf(asked).includes(on)));
        expect(absenceAllowed(asked, others).ok).toBe(!isShared);
      }),
    );
  });
});

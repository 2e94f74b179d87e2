import { toCalendarDate as day } from '#kernel/calendar-date';
import { USUAL_CADENCE } from './cadence';
import { blackoutAllowed, cadenceAllowed } from './settings';

describe('the settings of the programme', () => {
  it('keep the cadence inside the discipline and the window inside the cadence', () => {
    expect(cadenceAllowed(USUAL_CADENCE).ok).toBe(true);
    expect(cadenceAllowed({ ...USUAL_CADENCE, cadenceMonths: 3 })).toMatchObject({ refusal: 'months-out-of-range' });
    expect(cadenceAllowed({ ...USUAL_CADENCE, windowWeeks: 17 })).toMatchObject({ refusal: 'weeks-out-of-range' });
    expect(cadenceAllowed({ ...USUAL_CADENCE, weekday: 8 })).toMatchObject({ refusal: 'no-such-weekday' });
  });

  it('take a black-out that has days and a reason', () => {
    const christmas = { fromOn: day('2027-12-20'), untilOn: day('2028-01-07'), reason: '  Navidad ' };
    expect(blackoutAllowed(christmas)).toMatchObject({ ok: true, value: { reason: 'Navidad' } });
    expect(blackoutAllowed({ ...christmas, untilOn: christmas.fromOn })).toMatchObject({ refusal: 'ends-before-it-begins' });
    expect(blackoutAllowed({ ...christmas, untilOn: day('2029-01-07') })).toMatchObject({ refusal: 'blackout-too-long' });
    expect(blackoutAllowed({ ...christmas, reason: ' ' })).toMatchObject({ refusal: 'no-reason' });
  });
});

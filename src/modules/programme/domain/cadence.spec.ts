import fc from 'fast-check';
import { addDays, addMonths, daysBetween, toCalendarDate as day, weekdayOf } from '#kernel/calendar-date';
import { blackoutOn, firstOpening, nextOpening, openingWindow, USUAL_CADENCE, type Blackout, type Cadence, type Opening } from './cadence';

const cadence = (overrides: Partial<Cadence> = {}): Cadence => ({ ...USUAL_CADENCE, ...overrides });
const blackout = (fromOn: string, untilOn: string, reason = 'Navidad'): Blackout => ({
  fromOn: day(fromOn),
  untilOn: day(untilOn),
  reason,
});
const opening = (outcome: ReturnType<typeof nextOpening>): Opening => {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.value;
};
const soon = day('2000-01-01');

describe('the day of the next round', () => {
  it('knows the window of four to six calendar months, with clamped ends', () => {
    expect(openingWindow(day('2027-08-31'))).toEqual({ earliest: '2027-12-31', latest: '2028-02-29' });
    expect(openingWindow(day('2027-10-31'))).toEqual({ earliest: '2028-02-29', latest: '2028-04-30' });
    expect(openingWindow(day('2027-02-01'))).toEqual({ earliest: '2027-06-01', latest: '2027-08-01' });
  });

  it('is five months later where nothing is in the way', () => {
    const found = opening(nextOpening(cadence(), [], day('2027-02-01'), soon));
    expect(found.opensOn).toBe('2027-06-28');
    expect(found.reasons).toEqual([
      { code: 'months-after', months: 5, previous: '2027-02-01' },
      { code: 'moved-for-weekday', day: '2027-07-01', weekday: 1 },
    ]);
    expect(opening(nextOpening(cadence({ weekday: 4 }), [], day('2027-02-01'), soon))).toEqual({
      opensOn: '2027-07-01',
      gapMonths: 5,
      reasons: [{ code: 'months-after', months: 5, previous: '2027-02-01' }],
    });
  });

  it('stays inside the window when the preferred date is its edge', () => {
    // 2027-08-01 is a Sunday and the last day allowed: the Monday before it, not the one after.
    expect(opening(nextOpening(cadence({ cadenceMonths: 6 }), [], day('2027-02-01'), soon)).opensOn).toBe('2027-07-26');
    expect(opening(nextOpening(cadence({ cadenceMonths: 4 }), [], day('2027-02-01'), soon)).opensOn).toBe('2027-06-07');
  });

  it('moves out of a black-out to the nearest preferred weekday and says which black-out it was', () => {
    const found = opening(nextOpening(cadence(), [blackout('2027-06-20', '2027-07-10', 'Inventario')], day('2027-02-01'), soon));
    expect(found.opensOn).toBe('2027-07-12');
    expect(found.reasons.at(-1)).toEqual({ code: 'moved-for-blackout', day: '2027-06-28', blackout: 'Inventario' });
  });

  it('takes another weekday rather than leave the window', () => {
    // Every Monday of the window is blacked out.
    const mondays = Array.from({ length: 10 }, (_, n) => addDays(day('2027-05-31'), n * 7)).map((monday) =>
      blackout(monday, addDays(monday, 1)),
    );
    const found = opening(nextOpening(cadence(), mondays, day('2027-02-01'), soon));
    expect(found.opensOn).toBe('2027-07-01');
    expect(found.reasons.map((reason) => reason.code)).toContain('weekday-impossible');
  });

  it('takes the very first day of the window when it is the only preferred weekday left', () => {
    const rule = cadence({ cadenceMonths: 6, weekday: 3 });
    expect(opening(nextOpening(rule, [blackout('2028-04-15', '2028-06-08')], day('2027-12-12'), soon)).opensOn).toBe('2028-04-12');
  });

  it('says so when the whole window is blacked out', () => {
    const outcome = nextOpening(cadence(), [blackout('2027-05-01', '2027-08-02')], day('2027-02-01'), soon);
    expect(outcome).toMatchObject({ ok: false, refusal: 'window-blacked-out', details: { from: '2027-06-01', until: '2027-08-01' } });
  });

  it('proposes no day that has passed, and says when the round is late', () => {
    expect(opening(nextOpening(cadence(), [], day('2027-02-01'), day('2027-07-14'))).opensOn).toBe('2027-07-19');
    const late = opening(nextOpening(cadence(), [], day('2027-02-01'), day('2027-09-01')));
    expect(late.opensOn).toBe('2027-09-06');
    expect(late.reasons[0]).toEqual({ code: 'late', latest: '2027-08-01' });
    expect(late.gapMonths).toBeGreaterThan(6);
  });

  it('opens the first round on the first suitable day', () => {
    expect(opening(firstOpening(cadence(), [], day('2027-02-01')))).toEqual({
      opensOn: '2027-02-01',
      gapMonths: null,
      reasons: [{ code: 'first-round' }],
    });
    expect(opening(firstOpening(cadence(), [], day('2027-02-02'))).opensOn).toBe('2027-02-08');
  });
});

describe('any cadence', () => {
  const anyDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(day('2020-01-01'), n));
  const anyCadence = fc.record({
    cadenceMonths: fc.integer({ min: 4, max: 6 }),
    windowWeeks: fc.integer({ min: 2, max: 16 }),
    weekday: fc.integer({ min: 1, max: 7 }),
  });
  const anyBlackouts = (around: fc.Arbitrary<ReturnType<typeof day>>) =>
    fc.array(
      fc.tuple(around, fc.integer({ min: 1, max: 60 })).map(([from, days]) => blackout(from, addDays(from, days))),
      { maxLength: 6 },
    );

  it('opens within four to six months, never in a black-out, on the preferred weekday where one is free', () => {
    const world = fc.tuple(anyDay, anyCadence).chain(([previous, rule]) =>
      fc.record({
        previous: fc.constant(previous),
        rule: fc.constant(rule),
        blackouts: anyBlackouts(fc.integer({ min: 60, max: 220 }).map((n) => addDays(previous, n))),
      }),
    );
    fc.assert(
      fc.property(world, ({ previous, rule, blackouts }) => {
        const { earliest, latest } = openingWindow(previous);
        const days = Array.from({ length: daysBetween(earliest, latest) + 1 }, (_, n) => addDays(earliest, n));
        const free = days.filter((candidate) => !blackoutOn(blackouts, candidate));
        const found = nextOpening(rule, blackouts, previous, soon);
        expect(found.ok).toBe(free.length > 0);
        if (!found.ok) return;
        const { opensOn } = found.value;
        expect(free).toContain(opensOn);
        const alternatives = free.filter((candidate) => weekdayOf(candidate) === rule.weekday);
        const eligible = alternatives.length > 0 ? alternatives : free;
        expect(eligible).toContain(opensOn);
        const away = (candidate: typeof opensOn): number => Math.abs(daysBetween(addMonths(previous, rule.cadenceMonths), candidate));
        expect(away(opensOn)).toBe(Math.min(...eligible.map(away)));
      }),
    );
  });
});

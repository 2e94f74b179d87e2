import fc from 'fast-check';
import { addDays, addMonths, toCalendarDate as day } from '#kernel/calendar-date';
import { blackoutOn, openingWindow, USUAL_CADENCE } from './cadence';
import { nextCode, planRounds, type PlanRequest } from './plan';

const request = (overrides: Partial<PlanRequest> = {}): PlanRequest => ({
  cadence: USUAL_CADENCE,
  blackouts: [],
  units: [
    { unit: '01-uno', number: 1 },
    { unit: '02-dos', number: 2 },
  ],
  known: [],
  from: day('2027-02-01'),
  ...overrides,
});
const plan = (overrides: Partial<PlanRequest> = {}) => planRounds(request(overrides), day('2031-02-01'));

describe('the plan of the years', () => {
  it('takes the units in order and says which numbers are still to be written', () => {
    const { rounds } = plan({
      units: [
        { unit: '03-tres', number: 3 },
        { unit: '01-uno', number: 1 },
        { unit: '00-bienvenida', number: 0 },
      ],
    });
    expect(rounds.slice(0, 5).map((round) => [round.unit, round.written])).toEqual([
      ['01-uno', true],
      ['03-tres', true],
      ['02', false],
      ['04', false],
      ['05', false],
    ]);
  });

  it('goes on from the last round that exists and never repeats its unit', () => {
    const { rounds } = plan({ known: [{ code: '2027-1', unit: '01-uno', opensOn: day('2027-02-01') }] });
    expect(rounds[0]).toMatchObject({ code: '2027-2', unit: '02-dos', opensOn: '2027-06-28', gapMonths: 4.9, dueOn: '2027-08-09' });
    expect(rounds[1]?.opensOn).toBe(rounds[0]?.closesOn);
  });

  it('numbers the rounds of each year', () => {
    expect(
      plan()
        .rounds.map((round) => round.code)
        .slice(0, 4),
    ).toEqual(['2027-1', '2027-2', '2027-3', '2028-1']);
    expect(nextCode(day('2028-01-03'), [{ code: '2028-9' }, { code: '2028-10' }])).toBe('2028-11');
  });

  it('stops where the calendar is blocked and says between which days', () => {
    const { rounds, blocked } = plan({ blackouts: [{ fromOn: day('2027-05-01'), untilOn: day('2028-01-01'), reason: 'Mudanza' }] });
    expect(rounds).toHaveLength(1);
    expect(rounds[0]?.closesOn).toBe('2027-07-01');
    expect(blocked).toEqual({ from: '2027-06-01', until: '2027-08-01' });
  });

  it('keeps four to six months between all rounds of any plan, opens in no black-out, repeats no unit and closes each as the next opens', () => {
    const anyRequest = fc.integer({ min: 0, max: 4000 }).chain((n) => {
      const from = addDays(day('2026-01-01'), n);
      const anyBlackout = fc
        .tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 50 }))
        .map(([start, days]) => ({ fromOn: addDays(from, start), untilOn: addDays(from, start + days), reason: 'Cierre' }));
      return fc.record({
        cadence: fc.record({
          cadenceMonths: fc.integer({ min: 4, max: 6 }),
          windowWeeks: fc.integer({ min: 2, max: 16 }),
          weekday: fc.integer({ min: 1, max: 7 }),
        }),
        blackouts: fc.array(anyBlackout, { maxLength: 12 }),
        units: fc
          .uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 12 })
          .map((numbers) => numbers.map((number) => ({ unit: `${number}-unit`, number }))),
        known: fc.constant([]),
        from: fc.constant(from),
        until: fc.constant(addMonths(from, 48)),
      });
    });
    fc.assert(
      fc.property(anyRequest, (asked) => {
        const { rounds, blocked } = planRounds(asked, asked.until);
        if (!blocked) expect(rounds.length).toBeGreaterThanOrEqual(8);
        expect(new Set(rounds.map((round) => round.unit)).size).toBe(rounds.length);
        expect(new Set(rounds.map((round) => round.code)).size).toBe(rounds.length);
        rounds.forEach((round, n) => {
          expect(blackoutOn(asked.blackouts, round.opensOn)).toBeNull();
          expect(round.dueOn > round.opensOn && round.dueOn < round.closesOn).toBe(true);
          const next = rounds[n + 1];
          if (!next) return;
          const window = openingWindow(round.opensOn);
          expect(next.opensOn >= window.earliest && next.opensOn <= window.latest).toBe(true);
          expect(next.opensOn).toBe(round.closesOn);
        });
      }),
      { numRuns: 60 },
    );
  });
});

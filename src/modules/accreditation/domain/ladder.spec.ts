import fc from 'fast-check';
import { toCalendarDate } from '#kernel/calendar-date';
import { type Held, hoursOf, LADDER, type LadderSteps, type Learned, leastUnits, type Rung, rungsDue, skillsOf } from './ladder';

const learned = (unit: string, completedOn: string): Learned => ({
  unit,
  title: `Unit ${unit}`,
  hours: 1.5,
  completedOn: toCalendarDate(completedOn),
  skills: ['listen', `skill of ${unit}`],
});

const asHeld = ({ kind, accredits, issue, parts }: Rung): Held => ({
  kind,
  accredits,
  issue,
  units: parts.map(({ unit }) => unit),
  isRevoked: false,
});

const named = (rungs: readonly Rung[]): readonly string[] =>
  rungs.map(({ kind, accredits, issue, parts }) => `${kind} ${accredits} #${issue}: ${parts.map(({ unit }) => unit).join(' ')}`);

const FIVE = ['2027-03-01', '2027-08-02', '2028-01-03', '2028-06-05', '2028-11-06'].map((day, index) => learned(`0${index + 1}`, day));

describe('the ladder', () => {
  it('gives a diploma of the year with the second unit, not with the first', () => {
    expect(rungsDue(FIVE.slice(0, 1), [], LADDER)).toEqual([]);
    expect(named(rungsDue(FIVE.slice(0, 2), [], LADDER))).toEqual(['year 2027 #1: 01 02']);
  });

  it('gives a year two units of its own: the last of one and the first of the next do not make one', () => {
    expect(rungsDue([learned('01', '2027-12-31'), learned('02', '2028-01-01')], [], LADDER)).toEqual([]);
  });

  it('issues the year anew when a third unit was completed in it', () => {
    const [first] = rungsDue(FIVE.slice(0, 2), [], LADDER);
    const more = [...FIVE.slice(0, 2), learned('03', '2027-12-30')];
    expect(named(rungsDue(more, [asHeld(first!)], LADDER))).toEqual(['year 2027 #2: 01 02 03']);
  });

  it('leaves a year alone whose unit was taken back since, and what was taken back itself', () => {
    const year = asHeld(rungsDue(FIVE.slice(0, 2), [], LADDER)[0]!);
    expect(rungsDue(FIVE.slice(0, 1), [year], LADDER)).toEqual([]);
    expect(rungsDue([...FIVE.slice(0, 2), learned('03', '2027-12-30')], [{ ...year, isRevoked: true }], LADDER)).toEqual([]);
  });

  it('counts neither the welcome nor a unit twice', () => {
    expect(rungsDue([learned('00-bienvenida', '2027-03-01'), learned('01', '2027-04-01')], [], LADDER)).toEqual([]);
    expect(rungsDue([learned('01', '2027-03-01'), learned('01', '2027-08-01')], [], LADDER)).toEqual([]);
  });

  it('gives the step of five units with the fifth, standing for the first five, once', () => {
    const due = rungsDue(FIVE, [], LADDER);
    expect(named(due)).toEqual(['year 2027 #1: 01 02', 'year 2028 #1: 03 04 05', 'programme 5 #1: 01 02 03 04 05']);
    expect(rungsDue(FIVE, due.map(asHeld), LADDER)).toEqual([]);
    expect(rungsDue([...FIVE, learned('06', '2029-03-05')], due.map(asHeld), LADDER)).toEqual([]);
  });

  it('passes over a step that is set below one already reached', () => {
    const held = rungsDue(FIVE, [], LADDER).map(asHeld);
    expect(rungsDue(FIVE, held, { ...LADDER, programme: [3, 5] })).toEqual([]);
    expect(named(rungsDue(FIVE, [], { year: null, programme: [3] }))).toEqual(['programme 3 #1: 01 02 03']);
  });

  it('sums hours and unites skills', () => {
    expect(hoursOf([{ hours: 1.1 }, { hours: 2.2 }])).toBe(3.3);
    expect(skillsOf(FIVE.slice(0, 2))).toEqual(['listen', 'skill of 01', 'skill of 02']);
  });

  it('knows with how many units nothing can be due', () => {
    expect([LADDER, { year: null, programme: [5] }, { year: null, programme: [] }].map(leastUnits)).toEqual([2, 5, null]);
  });

  const histories = fc.array(
    fc.record({
      unit: fc.integer({ min: 0, max: 12 }),
      month: fc.integer({ min: 1, max: 12 }),
      year: fc.integer({ min: 2027, max: 2031 }),
    }),
    { maxLength: 25 },
  );
  const steps: fc.Arbitrary<LadderSteps> = fc.record({
    year: fc.option(fc.integer({ min: 2, max: 4 })),
    programme: fc.uniqueArray(fc.integer({ min: 2, max: 12 }), { maxLength: 4 }).map((list) => list.sort((a, b) => a - b)),
  });
  const asLearned = (history: readonly { unit: number; month: number; year: number }[]): Learned[] =>
    history.map(({ unit, month, year }) => learned(String(unit).padStart(2, '0') + '-u', `${year}-${String(month).padStart(2, '0')}-10`));

  it('never depends on the order in which diplomas are read, and once issued nothing more is due', () => {
    fc.assert(
      fc.property(histories, steps, (history, ladder) => {
        const all = asLearned(history);
        const due = rungsDue(all, [], ladder);
        expect(rungsDue([...all].reverse(), [], ladder).map(asHeld)).toEqual(due.map(asHeld));
        expect(rungsDue(all, due.map(asHeld), ladder)).toEqual([]);
      }),
    );
  });

  it('ends, however units come one after the other, where it would if they came all at once: every year in full, every step reached', () => {
    fc.assert(
      fc.property(histories, steps, (history, ladder) => {
        const all = asLearned(history).sort((a, b) => (a.completedOn < b.completedOn ? -1 : 1));
        const held = new Map<string, Held>();
        all.forEach((_, index) => {
          for (const rung of rungsDue(all.slice(0, index + 1), [...held.values()], ladder)) {
            const key = `${rung.kind} ${rung.accredits}`;
            expect(rung.issue).toBe((held.get(key)?.issue ?? 0) + 1);
            held.set(key, asHeld(rung));
          }
        });
        const atOnce = rungsDue(all, [], ladder).map(asHeld);
        const unitsOf = ({ kind, accredits, units }: Held) => `${kind} ${accredits} ${[...units].sort().join(' ')}`;
        expect(
          [...held.values()]
            .filter(({ kind }) => kind === 'year')
            .map(unitsOf)
            .sort(),
        ).toEqual(
          atOnce
            .filter(({ kind }) => kind === 'year')
            .map(unitsOf)
            .sort(),
        );
        expect([...held.values()].filter(({ kind }) => kind === 'programme').map(({ accredits }) => accredits)).toEqual(
          atOnce.filter(({ kind }) => kind === 'programme').map(({ accredits }) => accredits),
        );
      }),
    );
  });

  it('never counts a unit of another year, the welcome, or a unit twice', () => {
    fc.assert(
      fc.property(histories, steps, (history, ladder) => {
        for (const { kind, accredits, parts } of rungsDue(asLearned(history), [], ladder)) {
          const units = parts.map(({ unit }) => unit);
          expect(new Set(units).size).toBe(units.length);
          expect(units.some((unit) => unit.startsWith('00-'))).toBe(false);
          if (kind === 'year') expect(parts.every(({ completedOn }) => completedOn.startsWith(accredits))).toBe(true);
          else expect(parts).toHaveLength(Number(accredits));
        }
      }),
    );
  });
});

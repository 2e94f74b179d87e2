import fc from 'fast-check';
import { addDays, type CalendarDate, toCalendarDate as day } from '#kernel/calendar-date';
import { type Circumstances, isAbsentOn, NO_CIRCUMSTANCES } from './circumstances';
import { dueOf } from './due-date';

const round = { kind: 'company', opensOn: day('2027-02-01'), dueOn: day('2027-03-15') } as const;
const days = (fromOn: string, untilOn: string) => ({ fromOn: day(fromOn), untilOn: day(untilOn) });
const given = (some: Partial<Circumstances>): Circumstances => ({ ...NO_CIRCUMSTANCES, ...some });
const since2015 = day('2015-01-01');

describe('a due date', () => {
  it('is the later of the round and thirty days from the start', () => {
    expect(dueOf(round, since2015, NO_CIRCUMSTANCES)).toEqual({
      dueOn: '2027-03-15',
      dueReason: 'round',
      absenceDays: 0,
      extensionDays: 0,
    });
    expect(dueOf(round, day('2027-03-01'), NO_CIRCUMSTANCES)).toMatchObject({ dueOn: '2027-03-31', dueReason: 'joiner' });
  });

  it('stands still on each day of absence in the window, and says how many they were', () => {
    const away = given({ absences: [days('2027-01-20', '2027-02-11')] });
    expect(dueOf(round, since2015, away)).toMatchObject({ dueOn: '2027-03-25', absenceDays: 10 });
    expect(dueOf(round, since2015, given({ absences: [days('2027-03-16', '2027-04-01')] }))).toMatchObject({
      dueOn: '2027-03-15',
      absenceDays: 0,
    });
    expect(dueOf(round, since2015, given({ absences: [days('2027-03-15', '2027-04-01')] }))).toMatchObject({
      dueOn: '2027-04-01',
      absenceDays: 17,
    });
  });

  it('runs into the next absence when the first has moved it there', () => {
    const twice = given({ absences: [days('2027-03-20', '2027-03-30'), days('2027-02-10', '2027-02-20')] });
    expect(dueOf(round, since2015, twice)).toMatchObject({ dueOn: '2027-04-04', absenceDays: 20 });
  });

  it('counts an extension before the absences, because an absence may begin inside it', () => {
    const extended = given({ extensionDays: 14, absences: [days('2027-03-25', '2027-04-01')] });
    expect(dueOf(round, since2015, extended)).toEqual({ dueOn: '2027-04-05', dueReason: 'round', absenceDays: 7, extensionDays: 14 });
  });

  it('leaves thirty days after an exemption that ends', () => {
    expect(dueOf(round, since2015, given({ exemptions: [days('2027-02-01', '2027-03-01')] }))).toMatchObject({
      dueOn: '2027-03-31',
      dueReason: 'exemption',
    });
    expect(dueOf(round, since2015, given({ exemptions: [{ fromOn: day('2027-02-01'), untilOn: null }] }))).toMatchObject({
      dueOn: '2027-03-15',
      dueReason: 'round',
    });
  });

  it('stays where it is for an exemption that began only after it: whoever was late is late', () => {
    const exempted = (fromOn: string, untilOn: string, more: Partial<Circumstances> = {}) =>
      dueOf(round, since2015, given({ exemptions: [days(fromOn, untilOn)], ...more }));
    expect(exempted('2027-03-16', '2027-04-01')).toMatchObject({ dueOn: '2027-03-15', dueReason: 'round' });
    expect(exempted('2027-03-15', '2027-04-01')).toMatchObject({ dueOn: '2027-05-01', dueReason: 'exemption' });
    // The clock still ran, because of an extension, an absence, or another exemption.
    expect(exempted('2027-03-20', '2027-04-01', { extensionDays: 14 })).toMatchObject({ dueOn: '2027-05-15', dueReason: 'exemption' });
    expect(exempted('2027-03-20', '2027-04-01', { absences: [days('2027-03-01', '2027-03-08')] })).toMatchObject({
      dueOn: '2027-05-08',
      absenceDays: 7,
    });
    const twice = [days('2027-05-01', '2027-05-10'), days('2027-03-10', '2027-04-01')];
    expect(dueOf(round, since2015, given({ exemptions: twice }))).toMatchObject({ dueOn: '2027-06-09', dueReason: 'exemption' });
    expect(
      dueOf(round, since2015, given({ exemptions: [days('2027-05-02', '2027-05-10'), days('2027-03-10', '2027-04-01')] })),
    ).toMatchObject({
      dueOn: '2027-05-01',
    });
  });

  it('counts a day on which two absences lie once', () => {
    const ofTwoRecords = given({ absences: [days('2027-02-10', '2027-02-20'), days('2027-02-15', '2027-02-25')] });
    expect(dueOf(round, since2015, ofTwoRecords)).toMatchObject({ dueOn: '2027-03-30', absenceDays: 15 });
    const oneWithinTheOther = given({ absences: [days('2027-02-10', '2027-02-20'), days('2027-02-12', '2027-02-14')] });
    expect(dueOf(round, since2015, oneWithinTheOther)).toMatchObject({ dueOn: '2027-03-25', absenceDays: 10 });
  });

  it('does not stand still before somebody came', () => {
    const awayBefore = given({ absences: [days('2027-02-05', '2027-02-25')] });
    expect(dueOf(round, day('2027-03-01'), awayBefore)).toMatchObject({ dueOn: '2027-03-31', absenceDays: 0 });
    expect(dueOf(round, day('2027-02-20'), awayBefore)).toMatchObject({ dueOn: '2027-03-27', dueReason: 'joiner', absenceDays: 5 });
  });

  it('names the round where another reason gives no day more', () => {
    expect(dueOf(round, day('2027-02-13'), NO_CIRCUMSTANCES)).toMatchObject({ dueOn: '2027-03-15', dueReason: 'round' });
  });

  const anyDay = fc.integer({ min: -80, max: 200 }).map((n) => addDays(round.opensOn, n));
  const someDays = (longest: number) =>
    fc.tuple(anyDay, fc.integer({ min: 1, max: longest })).map(([fromOn, length]) => ({ fromOn, untilOn: addDays(fromOn, length) }));
  const anyone = [
    anyDay,
    fc.record({
      // A year of parental leave, too: over the due date, the closing and what comes after.
      absences: fc.array(fc.oneof(someDays(60), someDays(400)), { maxLength: 5 }),
      exemptions: fc.array(someDays(60), { maxLength: 3 }),
      extensionDays: fc.constantFrom(0, 14, 28, 56),
    }),
  ] as const;

  it('is what somebody counts who crosses off the days one by one', () => {
    fc.assert(
      fc.property(...anyone, (startOn, all) => {
        const due = dueOf(round, startOn, all);
        expect(due.dueOn).toBe(dueDayByDay(round, startOn, all));
        expect(isAbsentOn(all, due.dueOn)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is never earlier for a reason more, and accounts for each day', () => {
    fc.assert(
      fc.property(...anyone, fc.oneof(someDays(60), someDays(400)), (startOn, all, another) => {
        const due = dueOf(round, startOn, all);
        const reasons = {
          round: [round.dueOn],
          joiner: [addDays(startOn, 30)],
          exemption: all.exemptions.map(({ untilOn }) => addDays(untilOn, 30)),
        };
        expect(reasons[due.dueReason]).toContain(addDays(due.dueOn, -due.extensionDays - due.absenceDays));
        const more: Circumstances[] = [
          { ...all, absences: [...all.absences, another] },
          { ...all, exemptions: [...all.exemptions, another] },
          { ...all, extensionDays: all.extensionDays + 14 },
        ];
        for (const one of more) expect(dueOf(round, startOn, one).dueOn >= due.dueOn).toBe(true);
      }),
    );
  });
});

/**
 * The same promise in other words: each day that somebody is here takes one from what they have, and the last one is a day on which
 * they are here. An exemption that begins until then gives what it takes to reach thirty days from its end.
 */
function dueDayByDay(terms: typeof round, startOn: CalendarDate, { absences, exemptions, extensionDays }: Circumstances): CalendarDate {
  const isAway = (on: CalendarDate): boolean => absences.some(({ fromOn, untilOn }) => on >= fromOn && on < untilOn);
  let on = startOn < terms.opensOn ? terms.opensOn : startOn;
  let base = on;
  let left = extensionDays;
  const reach = (until: CalendarDate): void => {
    for (; base < until; base = addDays(base, 1)) left += 1;
  };
  reach(terms.dueOn);
  reach(addDays(startOn, 30));
  for (;;) {
    for (const { fromOn, untilOn } of exemptions) if (fromOn <= on && untilOn !== null) reach(addDays(untilOn, 30));
    if (left === 0 && !isAway(on)) return on;
    if (!isAway(on)) left -= 1;
    on = addDays(on, 1);
  }
}

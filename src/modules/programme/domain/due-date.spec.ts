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

  it('never falls on a day of absence, is never earlier for a reason more, and accounts for each day', () => {
    const anyDay = fc.integer({ min: -80, max: 200 }).map((n) => addDays(round.opensOn, n));
    const apart = (spans: readonly { fromOn: CalendarDate; untilOn: CalendarDate }[]) =>
      [...spans]
        .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))
        .reduce<{ fromOn: CalendarDate; untilOn: CalendarDate }[]>((kept, span) => {
          const last = kept.at(-1);
          return last && last.untilOn > span.fromOn ? kept : [...kept, span];
        }, []);
    const someDays = fc
      .tuple(anyDay, fc.integer({ min: 1, max: 60 }))
      .map(([fromOn, length]) => ({ fromOn, untilOn: addDays(fromOn, length) }));
    fc.assert(
      fc.property(
        anyDay,
        fc.array(someDays, { maxLength: 5 }).map(apart),
        fc.array(someDays, { maxLength: 2 }),
        fc.constantFrom(0, 14, 28),
        (startOn, absences, exemptions, extensionDays) => {
          const all = { absences, exemptions, extensionDays };
          const due = dueOf(round, startOn, all);
          expect(isAbsentOn(all, due.dueOn)).toBe(false);
          expect(due.dueOn >= dueOf(round, startOn, NO_CIRCUMSTANCES).dueOn).toBe(true);
          const unmoved = dueOf(round, startOn, { ...all, absences: [], extensionDays: 0 });
          expect(due.dueOn).toBe(addDays(unmoved.dueOn, due.extensionDays + due.absenceDays));
        },
      ),
    );
  });
});

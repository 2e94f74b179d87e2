import fc from 'fast-check';
import { addDays, type CalendarDate, toCalendarDate as day } from '#kernel/calendar-date';
import { newId, type PersonId } from '#kernel/id';
import { plusHours, startOfDay } from '#kernel/instant';
import { rosterOf, type Span } from './assignment';
import { decidedBy, type DecidedCircumstances, UNDECIDED } from './circumstances';
import { dueOf } from './due-date';
import { earlierDues } from './earlier-due';

const zone = 'America/Lima';
const round = { kind: 'company', opensOn: day('2027-02-01'), dueOn: day('2027-03-15') } as const;
const today = day('2027-07-01');
const personId = newId<'person'>();
const noon = (on: string) => plusHours(startOfDay(zone, day(on)), 12);
const days = (fromOn: string, untilOn: string) => ({ fromOn: day(fromOn), untilOn: day(untilOn) });
const span = (fromOn: string, untilOn: string | null = null): Span => ({
  personId,
  fromOn: day(fromOn),
  untilOn: untilOn === null ? null : day(untilOn),
});
const earlier = (spans: readonly Span[], some: Partial<DecidedCircumstances> = {}) =>
  earlierDues(round, spans, new Map([[personId, { ...UNDECIDED, ...some }]]), { zone, today });

describe('the due dates that no longer hold', () => {
  it('are none for most people', () => {
    expect(earlier([span('2020-01-01')], { absences: [days('2027-02-05', '2027-02-20')] })).toEqual([]);
    expect(earlier([span('2020-01-01', '2027-02-20'), span('2027-02-20')])).toEqual([]);
  });

  it('are those before each extension, with the absences of their days whenever they came to be known', () => {
    const extensions = [
      { days: 14, grantedAt: noon('2027-03-20') },
      { days: 14, grantedAt: noon('2027-04-01') },
    ];
    expect(earlier([span('2020-01-01')], { extensions, extensionDays: 28, absences: [days('2027-03-01', '2027-03-11')] })).toEqual([
      { personId, untilAt: noon('2027-03-20'), dueOn: '2027-03-25', dueReason: 'round', absenceDays: 10, extensionDays: 0 },
      { personId, untilAt: noon('2027-04-01'), dueOn: '2027-04-08', dueReason: 'round', absenceDays: 10, extensionDays: 14 },
    ]);
  });

  it('are those while an exemption held that was revoked, and those before somebody came back', () => {
    const revoked = [{ ...days('2027-03-01', '2027-04-01'), revokedAt: noon('2027-03-20') }];
    expect(earlier([span('2020-01-01')], { revoked })).toMatchObject([
      { untilAt: noon('2027-03-20'), dueOn: '2027-05-01', dueReason: 'exemption' },
    ]);
    expect(earlier([span('2020-01-01', '2027-02-20'), span('2027-03-10')])).toMatchObject([
      { untilAt: startOfDay(zone, day('2027-03-10')), dueOn: '2027-03-15', dueReason: 'round' },
    ]);
  });

  const anyDay = fc.integer({ min: -40, max: 140 }).map((n) => addDays(round.opensOn, n));
  const anyDays = fc
    .tuple(anyDay, fc.integer({ min: 1, max: 40 }))
    .map(([fromOn, length]) => ({ fromOn, untilOn: addDays(fromOn, length) }));
  // At the very moment in which a day begins, too.
  const anyMoment = fc.tuple(anyDay, fc.constantFrom(0, 9)).map(([on, hours]) => plusHours(startOfDay(zone, on), hours));

  it('say of each day what the rule says that knows all facts of days and no later decision', () => {
    fc.assert(
      fc.property(
        fc.array(anyDays, { minLength: 1, maxLength: 3 }),
        fc.record({
          absences: fc.array(anyDays, { maxLength: 2 }),
          exemptions: fc.array(anyDays, { maxLength: 2 }),
          extensions: fc.array(fc.record({ days: fc.constant(14), grantedAt: anyMoment }), { maxLength: 3 }),
          revoked: fc.array(
            fc.tuple(anyDays, anyMoment).map(([some, revokedAt]) => ({ ...some, revokedAt })),
            { maxLength: 2 },
          ),
        }),
        anyDay,
        (stays, some, on) => {
          const spans = stays.map((stay) => ({ personId, ...stay }));
          const decided = { ...some, extensionDays: some.extensions.length * 14 };
          const endsAt = startOfDay(zone, addDays(on, 1));
          const asOf = (known: CalendarDate, at: typeof endsAt | null) =>
            rosterOf(round, spans, known).map(({ startOn }) => dueOf(round, startOn, decidedBy(decided, at)));
          const [expected] = asOf(on, endsAt);
          if (!expected) return;
          const stored = asOf(today, null)[0];
          const found = earlierDues(round, spans, new Map<PersonId, DecidedCircumstances>([[personId, decided]]), { zone, today });
          const { dueOn, dueReason, absenceDays, extensionDays } = found.find(({ untilAt }) => untilAt >= endsAt) ?? stored!;
          expect({ dueOn, dueReason, absenceDays, extensionDays }).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

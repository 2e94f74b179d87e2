import fc from 'fast-check';
import { addDays, toCalendarDate as day, type CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { assignmentsOwed, rosterOf, settle, type KeptAssignment, type Settlement, type Span } from './assignment';

const round = { kind: 'company', opensOn: day('2027-02-01'), dueOn: day('2027-03-15') } as const;
const unmoved = { absenceDays: 0, extensionDays: 0 };
const span = (person: string, fromOn: string, untilOn: string | null = null): Span => ({
  personId: person as PersonId,
  fromOn: day(fromOn),
  untilOn: untilOn === null ? null : day(untilOn),
});
const owed = (spans: readonly Span[], today: string) => assignmentsOwed(round, rosterOf(round, spans, day(today)));

const start = day('2026-11-01');
/** Several at a time, one after another without a day between, with a day between, of no day at all, and around the opening. */
const anySpan = fc
  .record({
    person: fc.integer({ min: 0, max: 8 }),
    from: fc.oneof(fc.integer({ min: 0, max: 220 }), fc.integer({ min: 89, max: 95 }), fc.constantFrom(0, 10, 20)),
    days: fc.option(fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(0, 1, 9, 10, 11)), { nil: null }),
  })
  .map(({ person, from, days }) => span(`p${person}`, addDays(start, from), days === null ? null : addDays(start, from + days)));
const anyRoster = fc.array(anySpan, { maxLength: 25 });

describe('who is assigned', () => {
  it('is everybody on the roster, whoever employs them and however many spans they have', () => {
    const spans = [
      span('chi', '2015-01-01'),
      span('dora', '2026-10-01', '2027-02-20'),
      span('chi', '2026-06-01'),
      span('emil', '2020-01-01', '2027-02-01'),
    ];
    expect(owed(spans, '2027-02-01')).toEqual([
      { personId: 'chi', dueOn: '2027-03-15', dueReason: 'round', ...unmoved, leftOn: null },
      { personId: 'dora', dueOn: '2027-03-15', dueReason: 'round', ...unmoved, leftOn: null },
    ]);
  });

  it('is a joiner from the day of the start, with thirty days of their own', () => {
    expect(owed([span('gil', '2027-03-01')], '2027-02-28')).toEqual([]);
    expect(owed([span('gil', '2027-03-01')], '2027-03-01')).toEqual([
      { personId: 'gil', dueOn: '2027-03-31', dueReason: 'joiner', ...unmoved, leftOn: null },
    ]);
    expect(owed([span('gil', '2027-02-10')], '2027-02-10')).toMatchObject([{ dueOn: '2027-03-15', dueReason: 'round' }]);
  });

  it('keeps a leaver as left and takes a returner up again', () => {
    expect(owed([span('dora', '2026-10-01', '2027-02-20')], '2027-02-20')[0]?.leftOn).toBe('2027-02-20');
    expect(owed([span('dora', '2026-10-01', '2027-02-20'), span('dora', '2027-03-05')], '2027-03-05')).toEqual([
      { personId: 'dora', dueOn: '2027-04-04', dueReason: 'joiner', ...unmoved, leftOn: null },
    ]);
  });

  it('sees no new start in a transfer: the thirty days run from the day they came', () => {
    const moved = [span('gil', '2027-03-01', '2027-03-10'), span('gil', '2027-03-10')];
    expect(owed(moved, '2027-03-12')).toMatchObject([{ dueOn: '2027-03-31', dueReason: 'joiner' }]);
    const short = { kind: 'company', opensOn: day('2027-02-01'), dueOn: day('2027-02-20') } as const;
    const movedThatDay = [span('chi', '2015-01-01', '2027-02-01'), span('chi', '2027-02-01')];
    expect(assignmentsOwed(short, rosterOf(short, movedThatDay, day('2027-02-01')))).toMatchObject([{ dueOn: '2027-02-20' }]);
  });

  it('has in the standing round whoever first came after it opened, and nobody who was here before', () => {
    const welcome = { kind: 'welcome', opensOn: day('2027-02-01'), dueOn: day('2027-02-01') } as const;
    const spans = [
      span('chi', '2015-01-01', '2026-05-01'),
      span('chi', '2027-03-01'),
      span('dora', '2027-02-01'),
      span('gil', '2027-03-01'),
    ];
    expect(assignmentsOwed(welcome, rosterOf(welcome, spans, day('2027-03-02')))).toEqual([
      { personId: 'gil', dueOn: '2027-03-31', dueReason: 'joiner', ...unmoved, leftOn: null },
    ]);
  });

  it('does not count a span that ended before it began', () => {
    expect(owed([span('gil', '2027-02-10', '2027-02-10')], '2027-02-12')).toEqual([]);
  });

  it('is whom somebody finds who goes through the days one by one', () => {
    fc.assert(
      fc.property(anyRoster, fc.integer({ min: 0, max: 160 }), fc.constantFrom('company', 'welcome'), (spans, n, kind) => {
        const { opensOn } = round;
        const today = addDays(opensOn, n);
        const members = new Map(rosterOf({ kind, opensOn }, spans, today).map((member) => [member.personId, member]));
        for (let person = 0; person <= 8; person++) {
          const id = `p${person}` as PersonId;
          const isHere = (on: CalendarDate) =>
            spans.some(({ personId, fromOn, untilOn }) => personId === id && on >= fromOn && (untilOn === null || on < untilOn));
          const days = daysFromTo(start, today).filter(isHere);
          const last = days.at(-1);
          const isOn = last !== undefined && (kind === 'welcome' ? days.every((on) => on > opensOn) : last >= opensOn);
          let came = last;
          while (came !== undefined && isHere(addDays(came, -1))) came = addDays(came, -1);
          expect(members.get(id)).toEqual(
            isOn
              ? expect.objectContaining({ startOn: came, isHere: last === today, goneOn: last === today ? null : addDays(last, 1) })
              : undefined,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('settling what is kept with what is owed', () => {
  const kept = (overrides: Partial<KeptAssignment> = {}): KeptAssignment => ({
    personId: 'chi' as PersonId,
    dueOn: round.dueOn,
    dueReason: 'round',
    ...unmoved,
    leftOn: null,
    isCompleted: false,
    ...overrides,
  });

  it('withdraws an assignment whose person never was on the roster, once', () => {
    expect(settle([], [kept()]).map((step) => step.kind)).toEqual(['withdraw']);
    expect(settle([], [kept({ leftOn: day('2027-02-03') })])).toEqual([]);
  });

  it('follows a corrected start date, but not after completion', () => {
    const corrected = owed([span('chi', '2027-03-01')], '2027-03-10');
    expect(settle(corrected, [kept()])).toMatchObject([{ kind: 'amend', owed: { dueOn: '2027-03-31', dueReason: 'joiner' } }]);
    expect(settle(corrected, [kept({ isCompleted: true })])).toEqual([]);
  });

  it('leaves exactly one assignment for each person on the roster after any history, and nothing to do the second time', () => {
    fc.assert(
      fc.property(
        fc.array(anyRoster, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 6, maxLength: 6 }),
        (rosters, steps) => {
          let kept: KeptAssignment[] = [];
          let today: CalendarDate = round.opensOn;
          rosters.forEach((spans, n) => {
            today = addDays(today, steps[n] ?? 0);
            const wanted = assignmentsOwed(round, rosterOf(round, spans, today));
            kept = apply(kept, settle(wanted, kept), today);
            const people = kept.map((assignment) => assignment.personId);
            expect(new Set(people).size).toBe(people.length);
            for (const assignment of wanted)
              expect(kept.find(({ personId }) => personId === assignment.personId)).toMatchObject(assignment);
            const here = new Set(
              spans.filter((s) => s.fromOn <= today && (s.untilOn === null || s.untilOn > today)).map((s) => s.personId),
            );
            expect(new Set(kept.filter((assignment) => assignment.leftOn === null).map(({ personId }) => personId))).toEqual(here);
            expect(settle(wanted, kept)).toEqual([]);
          });
        },
      ),
    );
  });
});

function daysFromTo(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on);
  return days;
}

function apply(kept: readonly KeptAssignment[], steps: readonly Settlement[], today: CalendarDate): KeptAssignment[] {
  const next = new Map(kept.map((assignment) => [assignment.personId, assignment]));
  for (const step of steps) {
    if (step.kind === 'withdraw') next.set(step.from.personId, { ...step.from, leftOn: today });
    else next.set(step.owed.personId, { ...step.owed, isCompleted: false });
  }
  return [...next.values()];
}

import fc from 'fast-check';
import { addDays, toCalendarDate as day } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { toInstant, type Instant } from '#kernel/instant';
import { assignmentsOwed, rosterOf, type Span } from './assignment';
import { ledgerOf, STANDINGS, standingOf, type LedgerAssignment, type LedgerDay } from './ledger';

const round = { kind: 'company', opensOn: day('2027-02-01'), dueOn: day('2027-03-15') } as const;
const ledgerDay = (on: string): LedgerDay => ({ on: day(on), endsAt: toInstant(`${addDays(day(on), 1)}T05:00:00Z`) });
const noon = (on: string): Instant => toInstant(`${on}T12:00:00Z`);
const span = (person: string, fromOn: string, untilOn: string | null = null): Span => ({
  personId: person as PersonId,
  fromOn: day(fromOn),
  untilOn: untilOn === null ? null : day(untilOn),
});
const assignment = (person: string, overrides: Partial<LedgerAssignment> = {}): LedgerAssignment => ({
  personId: person as PersonId,
  dueOn: round.dueOn,
  startedAt: null,
  completedAt: null,
  leftOn: null,
  ...overrides,
});

describe('the ledger of a round', () => {
  const spans = [
    span('chi', '2015-01-01'),
    span('dora', '2026-10-01', '2027-02-20'),
    span('ben', '2020-01-01'),
    span('gil', '2027-03-10'),
    span('ida', '2020-01-01'),
  ];
  const assignments = [
    assignment('chi', { startedAt: noon('2027-02-03'), completedAt: noon('2027-02-25') }),
    assignment('dora', { startedAt: noon('2027-02-05') }),
    assignment('ben', { startedAt: noon('2027-02-10') }),
    assignment('gil', { dueOn: day('2027-04-09') }),
    assignment('ida'),
  ];
  const on = (today: string) =>
    ledgerOf(
      round,
      rosterOf(round, spans, day(today)),
      assignments.filter(({ personId }) => personId !== 'gil' || today >= '2027-03-10'),
      ledgerDay(today),
    );

  it('has each person in one class and adds up to the headcount', () => {
    expect(on('2027-03-20').counts).toEqual({
      headcount: 5,
      completed: 1,
      inProgress: 1,
      notStarted: 1,
      onLeave: 0,
      exempt: 0,
      notYetDue: 1,
      left: 1,
      difference: 0,
    });
    expect(on('2027-03-20').people).toMatchObject({
      completed: ['chi'],
      left: ['dora'],
      inProgress: ['ben'],
      notYetDue: ['gil'],
      notStarted: ['ida'],
    });
  });

  it('says of a past day what was true on that day', () => {
    expect(on('2027-02-04').people).toMatchObject({ completed: [], inProgress: ['chi'], left: [], notStarted: ['dora', 'ben', 'ida'] });
    expect(on('2027-02-19').people.left).toEqual([]);
  });

  it('stops waiting for a joiner when their own date has passed', () => {
    expect(on('2027-04-09').people.notYetDue).toEqual(['gil']);
    expect(on('2027-04-10').people.notStarted).toContain('gil');
  });

  it('counts a completion for ever, also of somebody who left afterwards', () => {
    expect(standingOf({ isCompleted: true, isStarted: true, isHere: false, isExempt: true, isAbsent: true, hasOwnTime: false })).toBe(
      'completed',
    );
  });

  it('puts reasons before progress', () => {
    const facts = { isCompleted: false, isStarted: true, isHere: true, isExempt: false, isAbsent: false, hasOwnTime: true };
    expect(standingOf({ ...facts, isExempt: true, isAbsent: true })).toBe('exempt');
    expect(standingOf({ ...facts, isAbsent: true })).toBe('onLeave');
    expect(standingOf({ ...facts, isHere: false, isExempt: true })).toBe('left');
  });

  it('names whoever makes a difference', () => {
    const roster = rosterOf(round, spans.slice(0, 2), day('2027-02-10'));
    const short = ledgerOf(round, roster, [assignment('chi')], ledgerDay('2027-02-10'));
    expect(short.counts.difference).toBe(1);
    expect(short.unaccounted).toEqual(['dora']);
    const long = ledgerOf(round, roster, [assignment('chi'), assignment('dora'), assignment('stranger')], ledgerDay('2027-02-10'));
    expect(long.counts.difference).toBe(-1);
    expect(long.unaccounted).toEqual(['stranger']);
  });

  it('adds up on any day of any roster', () => {
    const start = day('2026-12-01');
    const anySpan = fc
      .record({
        person: fc.integer({ min: 0, max: 12 }),
        from: fc.integer({ min: 0, max: 200 }),
        days: fc.option(fc.integer({ min: 0, max: 150 }), { nil: null }),
      })
      .map(({ person, from, days }) => span(`p${person}`, addDays(start, from), days === null ? null : addDays(start, from + days)));
    const anyProgress = fc.array(
      fc.record({ started: fc.option(fc.integer({ min: 0, max: 140 })), more: fc.option(fc.integer({ min: 0, max: 60 })) }),
      { minLength: 13, maxLength: 13 },
    );
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 30 }), anyProgress, fc.integer({ min: 0, max: 140 }), (anySpans, progress, n) => {
        const today = addDays(round.opensOn, n);
        const roster = rosterOf(round, anySpans, today);
        const stored = assignmentsOwed(round, roster).map(({ personId, dueOn, leftOn }): LedgerAssignment => {
          const { started, more } = progress[Number(personId.slice(1))] ?? { started: null, more: null };
          const startedAt = started === null ? null : noon(addDays(round.opensOn, started));
          const completedAt = started === null || more === null ? null : noon(addDays(round.opensOn, started + more));
          return { personId, dueOn, leftOn, startedAt, completedAt };
        });
        const { counts, people, unaccounted } = ledgerOf(round, roster, stored, ledgerDay(today));
        expect(STANDINGS.reduce((sum, standing) => sum + counts[standing], 0)).toBe(counts.headcount);
        expect(counts.difference).toBe(0);
        expect(unaccounted).toEqual([]);
        expect(Object.values(people).flat().sort()).toEqual(roster.map((member) => member.personId).sort());
      }),
    );
  });
});

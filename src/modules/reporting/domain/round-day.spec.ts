import { toCalendarDate as day } from '#kernel/calendar-date';
import type { RoundId } from '#kernel/id';
import { toInstant } from '#kernel/instant';
import { currentRound, dayOf, nextOpening, type ReportedRound } from './round-day';

const round = (more: Partial<ReportedRound> = {}): ReportedRound => ({
  id: 'r' as RoundId,
  kind: 'company',
  opensOn: day('2027-02-01'),
  dueOn: day('2027-03-15'),
  openedAt: toInstant('2027-02-01T14:00:00Z'),
  closedAt: null,
  ...more,
});
const closed = round({ closedAt: toInstant('2027-03-20T02:00:00Z') });

describe('the day of a report', () => {
  const zone = 'America/Lima';

  it('is today, to the end of the day in the company’s zone', () => {
    expect(dayOf(round(), day('2027-02-10'), zone)).toMatchObject({
      on: '2027-02-10',
      endsAt: '2027-02-11T05:00:00.000Z',
      closedAt: null,
      isFrozen: false,
    });
  });

  it('is the day asked for, but none that has not come', () => {
    expect(dayOf(round(), day('2027-02-10'), zone, day('2027-02-05'))?.on).toBe('2027-02-05');
    expect(dayOf(round(), day('2027-02-10'), zone, day('2027-12-31'))?.on).toBe('2027-02-10');
  });

  it('is nothing before the opening', () => {
    expect(dayOf(round({ openedAt: null }), day('2027-02-10'), zone)).toBeNull();
    expect(dayOf(round(), day('2027-02-10'), zone, day('2027-01-31'))).toBeNull();
  });

  it('stays the moment of the closing once the round is closed', () => {
    expect(dayOf(closed, day('2027-06-01'), zone)).toMatchObject({ on: '2027-03-19', endsAt: closed.closedAt, isFrozen: true });
    expect(dayOf(closed, day('2027-06-01'), zone, day('2027-03-01'))).toMatchObject({ on: '2027-03-01', isFrozen: false });
  });
});

describe('the round that reports speak of', () => {
  const planned = round({ opensOn: day('2027-07-05'), openedAt: null });

  it('is the open one, else the last, else none', () => {
    const later = round({ opensOn: day('2027-07-05') });
    expect(currentRound([closed, later])).toBe(later);
    expect(currentRound([planned, closed, round({ opensOn: day('2026-09-01'), closedAt: closed.closedAt })])).toBe(closed);
    expect(currentRound([planned])).toBeNull();
  });

  it('knows when the next one is planned', () => {
    expect(nextOpening([closed, planned])).toBe('2027-07-05');
    expect(nextOpening([closed])).toBeNull();
  });
});

import { toCalendarDate as day } from '#kernel/calendar-date';
import { newId } from '#kernel/id';
import { closedFor, ended, moved, startAllowed } from './engagement-change';
import type { Engagement } from './person';

const engagement = (more: Partial<Engagement> = {}): Engagement => ({
  id: newId(),
  personId: newId(),
  kind: 'staff',
  supplierId: null,
  teamId: null,
  siteId: null,
  jobTitle: null,
  managerId: null,
  fromOn: day('2027-01-01'),
  untilOn: null,
  ...more,
});

describe('starting an engagement', () => {
  const supplier = newId<'supplier'>();
  const contractor = { kind: 'contractor', supplierId: supplier } as const;

  it('goes on beside one of another employer', () => {
    expect(startAllowed(engagement(contractor), [engagement()])).toMatchObject({ ok: true });
    expect(startAllowed(engagement(contractor), [engagement({ ...contractor, supplierId: newId() })])).toMatchObject({ ok: true });
  });

  it('never counts somebody twice for the same employer', () => {
    expect(startAllowed(engagement(), [engagement({ fromOn: day('2027-06-01') })])).toMatchObject({
      refusal: 'overlaps-engagement',
      details: { from: '2027-06-01' },
    });
    const elsewhere = { ...engagement(contractor), jobTitle: 'Otra' };
    expect(startAllowed(engagement(contractor), [elsewhere])).toMatchObject({ refusal: 'overlaps-engagement' });
    expect(startAllowed(engagement(contractor), [engagement(contractor)])).toMatchObject({ refusal: 'already-started' });
  });

  it('follows an end on the same day, and one that never began', () => {
    expect(startAllowed(engagement(), [engagement({ fromOn: day('2026-01-01'), untilOn: day('2027-01-01') })])).toMatchObject({ ok: true });
    expect(startAllowed(engagement(), [engagement({ untilOn: day('2027-01-01') })])).toMatchObject({ ok: true });
  });

  it('knows whose contractor somebody is, and gives staff no supplier', () => {
    expect(startAllowed(engagement({ kind: 'contractor' }), [])).toMatchObject({ refusal: 'contractor-without-supplier' });
    expect(startAllowed(engagement({ supplierId: supplier }), [])).toMatchObject({ ok: true, value: { supplierId: null } });
    expect(startAllowed(engagement({ untilOn: day('2027-01-01') }), [])).toMatchObject({ refusal: 'ends-before-it-begins' });
  });
});

describe('moving', () => {
  const to = { teamId: newId<'team'>(), siteId: null, jobTitle: null, managerId: null };

  it('closes one span and opens the next with the same employer and end', () => {
    const before = engagement({ untilOn: day('2027-12-31') });
    expect(moved(before, to, day('2027-05-01'))).toMatchObject({
      value: {
        step: 'open',
        closes: { id: before.id, untilOn: '2027-05-01' },
        opens: { ...to, kind: 'staff', fromOn: '2027-05-01', untilOn: '2027-12-31' },
      },
    });
  });

  it('corrects the span on its first day, and refuses days outside it', () => {
    const before = engagement({ untilOn: day('2027-12-31') });
    expect(moved(before, to, day('2027-01-01'))).toMatchObject({ value: { step: 'correct', to } });
    expect(moved(before, to, day('2026-12-31'))).toMatchObject({ refusal: 'moves-before-it-began' });
    expect(moved(before, to, day('2027-12-31'))).toMatchObject({ refusal: 'moves-after-its-end', details: { last: '2027-12-30' } });
    expect(moved(before, before, day('2027-05-01'))).toMatchObject({ refusal: 'nothing-moves' });
  });
});

describe('ending', () => {
  it('keeps the first day that is no longer theirs', () => {
    expect(ended(engagement(), day('2027-03-31'), [])).toMatchObject({ value: '2027-04-01' });
    expect(ended(engagement(), day('2026-12-31'), [])).toMatchObject({ value: '2027-01-01' });
    expect(ended(engagement(), day('2026-12-30'), [])).toMatchObject({ refusal: 'ends-before-it-begins' });
  });

  it('does not reach into the next one', () => {
    const next = engagement({ fromOn: day('2027-06-01') });
    expect(ended(engagement({ untilOn: day('2027-03-01') }), day('2027-06-30'), [next])).toMatchObject({ refusal: 'overlaps-engagement' });
  });
});

describe('closing for another employer', () => {
  it('ends the day before the next begins, and never later than it had ended', () => {
    expect(closedFor(engagement(), day('2027-05-01'))).toMatchObject({ value: '2027-05-01' });
    expect(closedFor(engagement({ untilOn: day('2027-06-30') }), day('2027-05-01'))).toMatchObject({ value: '2027-05-01' });
    expect(closedFor(engagement({ untilOn: day('2027-04-01') }), day('2027-05-01'))).toMatchObject({ value: '2027-04-01' });
    expect(closedFor(engagement(), day('2026-12-31'))).toMatchObject({ refusal: 'ends-before-it-begins' });
  });
});

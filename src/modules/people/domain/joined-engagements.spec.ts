import fc from 'fast-check';
import { addDays, toCalendarDate as day } from '#kernel/calendar-date';
import { newId, type PersonId, type SupplierId } from '#kernel/id';
import { isSameEmployer } from './engagement-change';
import { redated } from './joined-engagements';
import { covers, type Engagement, overlap } from './person';

const FROM = day('2027-01-01');
const engagement = (from: number, days: number | null, supplier: string | null = null): Engagement => ({
  id: newId(),
  personId: 'p' as PersonId,
  kind: supplier === null ? 'staff' : 'contractor',
  supplierId: supplier as SupplierId | null,
  teamId: null,
  siteId: null,
  jobTitle: null,
  managerId: null,
  fromOn: addDays(FROM, from),
  untilOn: days === null ? null : addDays(FROM, from + days),
});
const after = (kept: Engagement[], merged: Engagement[]): Engagement[] => {
  const now = new Map(redated(kept, merged).map((one) => [one.id, one.now]));
  return [...kept, ...merged].map((one) => ({ ...one, ...now.get(one.id) }));
};
const days = (all: readonly Engagement[]) => all.map(({ fromOn, untilOn }) => [fromOn, untilOn]);

describe('the engagements of two records that become one person', () => {
  it('leave the kept one open where both are, and the days before it to the other', () => {
    expect(days(after([engagement(50, null)], [engagement(0, null)]))).toEqual([
      ['2027-02-20', null],
      ['2027-01-01', '2027-02-20'],
    ]);
    expect(days(after([engagement(0, null)], [engagement(50, null)]))).toEqual([
      ['2027-01-01', null],
      ['2027-02-20', '2027-02-20'],
    ]);
  });

  it('go on as they are where the employers differ', () => {
    expect(redated([engagement(0, null)], [engagement(0, null, 'Uno')])).toEqual([]);
  });

  it('have every day that either had, and no employer twice on any', () => {
    /** One after another, as one record may have them. */
    const someones = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom(null, 'Uno', 'Dos')), {
        maxLength: 4,
      })
      .map((parts) => {
        let at = 0;
        return parts.map(([gap, length, supplier], n) => {
          const begin = at + gap;
          at = begin + length;
          return engagement(begin, n === parts.length - 1 && length > 5 ? null : length, supplier);
        });
      });
    fc.assert(
      fc.property(someones, someones, (kept, merged) => {
        const before = [...kept, ...merged];
        const now = after(kept, merged);
        for (const [n, one] of now.entries())
          for (const other of now.slice(n + 1)) expect(isSameEmployer(one, other) && overlap(one, other)).toBe(false);
        for (let n = 0; n < 70; n++)
          for (const supplier of [null, 'Uno', 'Dos']) {
            const on = (all: readonly Engagement[]) => all.some((one) => one.supplierId === supplier && covers(one, addDays(FROM, n)));
            expect(on(now)).toBe(on(before));
          }
      }),
    );
  });
});

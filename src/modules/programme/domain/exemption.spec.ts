import { toCalendarDate as day } from '#kernel/calendar-date';
import { exemptionAllowed, type ExemptionSpan } from './exemption';

const span = (fromOn: string, untilOn: string | null, more: Partial<ExemptionSpan> = {}): ExemptionSpan => ({
  reasonCode: 'health',
  evidence: ' Constancia 12 ',
  fromOn: day(fromOn),
  untilOn: untilOn === null ? null : day(untilOn),
  ...more,
});
const usual = { isCompleted: false, isClosed: false, isOwn: false, live: [] };
const besides = (...live: ExemptionSpan[]) => ({ ...usual, live });

describe('an exemption', () => {
  it('has evidence, kept without the spaces around it, and an end after its beginning or none', () => {
    expect(exemptionAllowed(span('2027-03-01', '2027-03-02'), usual)).toMatchObject({ ok: true, value: { evidence: 'Constancia 12' } });
    expect(exemptionAllowed(span('2027-03-01', null), usual)).toMatchObject({ ok: true });
    expect(exemptionAllowed(span('2027-03-01', '2027-03-01'), usual)).toMatchObject({ refusal: 'ends-before-it-begins' });
    expect(exemptionAllowed(span('2027-03-01', null, { evidence: ' abcd ' }), usual)).toMatchObject({ refusal: 'no-evidence' });
    expect(exemptionAllowed(span('2027-03-01', null, { evidence: 'abcde' }), usual)).toMatchObject({ ok: true });
  });

  it('is of somebody else, who has not finished, in a round that is open', () => {
    expect(exemptionAllowed(span('2027-03-01', null), { ...usual, isOwn: true })).toMatchObject({ refusal: 'own-exemption' });
    expect(exemptionAllowed(span('2027-03-01', null), { ...usual, isCompleted: true })).toMatchObject({ refusal: 'already-completed' });
    expect(exemptionAllowed(span('2027-03-01', null), { ...usual, isClosed: true })).toMatchObject({ refusal: 'round-closed' });
  });

  it('follows another on the very day on which that one ends, and lies over none', () => {
    const march = span('2027-03-10', '2027-03-20');
    expect(exemptionAllowed(span('2027-03-20', null), besides(march))).toMatchObject({ ok: true });
    expect(exemptionAllowed(span('2027-03-01', '2027-03-10'), besides(march))).toMatchObject({ ok: true });
    for (const [from, until] of [
      ['2027-03-19', null],
      ['2027-03-01', '2027-03-11'],
      ['2027-03-12', '2027-03-13'],
      ['2027-03-01', null],
    ] as const)
      expect(exemptionAllowed(span(from, until), besides(march))).toMatchObject({
        refusal: 'already-exempt',
        details: { from: '2027-03-10', last: '2027-03-19' },
      });
    expect(exemptionAllowed(span('2027-06-01', null), besides(span('2027-03-10', null)))).toMatchObject({
      refusal: 'exempt-for-good',
      details: { from: '2027-03-10' },
    });
  });
});

import { parseForm } from '#platform/http/forms';
import { approveRoundForm } from './approve-round.form';
import { blackoutForm } from './blackout.form';
import { cadenceForm } from './cadence.form';
import { grantExemptionForm } from './grant-exemption.form';

describe('the forms of the programme', () => {
  it('take an approval without a reason as one without an override', () => {
    expect(parseForm(approveRoundForm, { code: '2027-1', opensOn: ' 2027-03-01 ', reason: '  ' })).toEqual({
      ok: true,
      value: { code: '2027-1', opensOn: '2027-03-01', reason: undefined },
    });
    expect(parseForm(approveRoundForm, { code: '2027-1', opensOn: '2027-02-31' })).toMatchObject({
      ok: false,
      errors: { opensOn: 'programme.form.day' },
    });
  });

  it('keep the first free day where people say the last one without openings', () => {
    expect(parseForm(blackoutForm, { fromOn: '2027-12-20', lastOn: '2027-12-31', reason: ' Navidad ' })).toEqual({
      ok: true,
      value: { fromOn: '2027-12-20', untilOn: '2028-01-01', reason: 'Navidad' },
    });
    expect(parseForm(blackoutForm, { fromOn: '2027-12-20', lastOn: '2027-12-19', reason: 'Navidad' })).toMatchObject({
      errors: { lastOn: 'programme.form.last-before-first' },
    });
    expect(parseForm(blackoutForm, {})).toMatchObject({ ok: false });
  });

  it('take no day that only a slip can mean, nor one after which there is none', () => {
    for (const day of ['1026-12-20', '9999-12-31']) {
      const errors = { fromOn: 'programme.form.day', lastOn: 'programme.form.day' };
      expect(parseForm(blackoutForm, { fromOn: day, lastOn: day, reason: 'Navidad' })).toMatchObject({ errors });
      const exemption = { person: 'x', reasonCode: 'health', evidence: 'Constancia', fromOn: day, lastOn: day };
      expect(parseForm(grantExemptionForm, exemption)).toMatchObject({ errors });
      expect(parseForm(approveRoundForm, { code: '2027-1', opensOn: day })).toMatchObject({ errors: { opensOn: 'programme.form.day' } });
    }
  });

  it('hold the cadence between four and six whole months', () => {
    expect(parseForm(cadenceForm, { cadenceMonths: '5', windowWeeks: '6', weekday: '1' })).toEqual({
      ok: true,
      value: { cadenceMonths: 5, windowWeeks: 6, weekday: 1 },
    });
    for (const cadenceMonths of ['3', '7', '4.5', 'cinco', ''])
      expect(parseForm(cadenceForm, { cadenceMonths, windowWeeks: '6', weekday: '1' })).toMatchObject({
        errors: { cadenceMonths: 'programme.form.months' },
      });
  });
});

import { parseForm } from '#platform/http/forms';
import { nameColumnsForm } from './name-columns.form';

const GOOD = { person_code: '0', given_name: '1', family_name: '2', kind: '3', starts_on: '4', team: '', email: '5' };

describe('saying which column is which', () => {
  it('takes what is required and leaves out what is not in the file', () => {
    expect(parseForm(nameColumnsForm(6), GOOD)).toEqual({
      ok: true,
      value: { person_code: 0, given_name: 1, family_name: 2, kind: 3, starts_on: 4, email: 5 },
    });
  });

  it('refuses what is missing, what is not in the file, and one column for two things', () => {
    const errors = (more: Record<string, string>) => {
      const parsed = parseForm(nameColumnsForm(6), { ...GOOD, ...more });
      return parsed.ok ? {} : parsed.errors;
    };
    expect(errors({ kind: '' })).toEqual({ kind: 'people.columns.required' });
    expect(errors({ email: '6' })).toEqual({ email: 'people.columns.required' });
    expect(errors({ email: '4' })).toEqual({ starts_on: 'people.columns.twice' });
    expect(Object.keys(errors({ email: '-1' }))).toEqual(['email']);
  });
});

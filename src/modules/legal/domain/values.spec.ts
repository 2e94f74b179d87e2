import type { Pack, PackField } from './pack';
import { accept, missingIn, valueOf } from './values';

const field = (own: Partial<PackField>): PackField => ({
  field: 'x',
  scope: 'person',
  label: { es: 'x', en: 'x' },
  hint: null,
  isRequired: true,
  pattern: null,
  isUpperCase: false,
  longest: 40,
  catalogue: null,
  fact: null,
  usual: null,
  ...own,
});
const CURP = field({
  field: 'curp',
  pattern: /^[A-Z]{4}\d{6}[HM][A-Z]{5}[0-9A-Z]\d$/,
  isUpperCase: true,
  longest: 18,
  fact: 'person.national-id',
});
const WORK = field({ field: 'work', catalogue: 'works' });
const pack = {
  fields: [CURP, WORK],
  catalogues: {
    works: [
      { code: '07', label: 'Servicios', isHeading: true },
      { code: '07.1', label: 'Comercio', isHeading: false },
    ],
  },
} as unknown as Pack;

describe('the values of a pack', () => {
  it('are kept as the form wants them, however they were typed', () => {
    expect(accept(pack, CURP, ' poca850101hdfrrs09 ')).toEqual({ ok: true, value: 'POCA850101HDFRRS09' });
    expect(accept(pack, CURP, 'POCA850101')).toMatchObject({ ok: false, refusal: 'not-of-its-form' });
    expect(accept(pack, CURP, 'P'.repeat(19))).toMatchObject({ ok: false, refusal: 'too-long' });
    expect(accept(pack, WORK, '07.1')).toEqual({ ok: true, value: '07.1' });
    for (const heading of ['07', '99']) expect(accept(pack, WORK, heading)).toMatchObject({ ok: false, refusal: 'not-in-list' });
    expect(accept(pack, WORK, '  ')).toEqual({ ok: true, value: null });
  });

  it('begin with what the product knows, where it fits', () => {
    expect(valueOf(pack, CURP, {}, { 'person.national-id': 'poca850101hdfrrs09' })).toBe('POCA850101HDFRRS09');
    expect(valueOf(pack, CURP, {}, { 'person.national-id': '45871236' })).toBeNull();
    expect(valueOf(pack, CURP, { curp: 'AAAA850101HDFRRS09' }, { 'person.national-id': 'poca850101hdfrrs09' })).toBe('AAAA850101HDFRRS09');
  });

  it('are missing where they are required and nobody knows them', () => {
    expect(missingIn(pack, 'person', { work: '07.1' }, {}).map((one) => one.field)).toEqual(['curp']);
    expect(missingIn(pack, 'employer', {}, {})).toEqual([]);
  });
});

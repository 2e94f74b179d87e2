import fc from 'fast-check';
import { newReadableCode } from '#kernel/id';
import { codeOf, CODE_LENGTH, readCode } from './code';

describe('the code of a diploma', () => {
  it('has four groups of five and more than 90 bits', () => {
    expect(codeOf(newReadableCode(CODE_LENGTH))).toMatch(/^[2-9A-Z]{5}(-[2-9A-Z]{5}){3}$/);
    expect(Math.log2(30) * CODE_LENGTH).toBeGreaterThan(90);
  });

  it('is read however it was copied from the paper', () => {
    const code = codeOf('7K3QM2XW9AHJ4TZ8CRV6');
    for (const typed of ['7K3QM-2XW9A-HJ4TZ-8CRV6', '7k3qm 2xw9a hj4tz 8crv6', ' 7K3QM2XW9AHJ4TZ8CRV6\n', '7K3QM–2XW9A–HJ4TZ–8CRV6'])
      expect(readCode(typed)).toBe(code);
  });

  it('is never made out of something else', () => {
    for (const typed of ['', 'x', '7K3QM-2XW9A-HJ4TZ', '7K3QM-2XW9A-HJ4TZ-8CRVI', '7K3QM-2XW9A-HJ4TZ-8CRV60', 'ñ'.repeat(20)])
      expect(readCode(typed)).toBeNull();
    fc.assert(fc.property(fc.string(), (typed) => readCode(typed) === null || /^.{5}-.{5}-.{5}-.{5}$/.test(readCode(typed) ?? '')));
  });
});

import fc from 'fast-check';
import { codeOf } from './code';
import { codesIn, isPdf } from './codes-in-file';

const CODE = '7K3QM-2XW9A-HJ4TZ-8CRV6';

describe('the codes in a file', () => {
  it('are found however the file writes its texts', () => {
    expect(codesIn(Buffer.from(`/Keywords (${CODE})`))).toEqual([CODE]);
    expect(codesIn(Buffer.from(`\uFEFF/verify/${CODE}`, 'utf16le').swap16())).toEqual([CODE]);
    expect(codesIn(Buffer.from(`<pdf:Keywords>${CODE}</pdf:Keywords> ${CODE}`))).toEqual([CODE]);
  });

  it('are none in a file that bears none, and never many', () => {
    expect(codesIn(Buffer.alloc(0))).toEqual([]);
    expect(codesIn(Buffer.from('7K3QM-2XW9A-HJ4TZ'))).toEqual([]);
    const letters = [...'ABCDEFGHJKMN'];
    const many = letters.map((letter) => codeOf(letter.repeat(20))).join(' ');
    expect(codesIn(Buffer.from(many))).toHaveLength(4);
  });

  it('are looked for in whatever comes, without fail', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => codesIn(Buffer.from(bytes)).length <= 4));
  });

  it('are those of a PDF only where it says so at its beginning', () => {
    expect(isPdf(Buffer.from('%PDF-1.7\n'))).toBe(true);
    expect(isPdf(Buffer.from(`${'x'.repeat(2000)}%PDF-1.7`))).toBe(false);
  });
});

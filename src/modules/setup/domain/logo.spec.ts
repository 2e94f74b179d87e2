import { LARGEST_LOGO_BYTES, logoTypeOf, refusalOfLogo } from './logo';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');

describe('a logo', () => {
  it('is a PNG or a JPEG by its bytes, whatever its name says', () => {
    expect([logoTypeOf(png), logoTypeOf(jpeg)]).toEqual(['image/png', 'image/jpeg']);
    for (const other of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.7', '', '\u0089PN'])
      expect(refusalOfLogo(Buffer.from(other))).toBe('logo-not-a-picture');
  });

  it('weighs a megabyte at most', () => {
    expect(refusalOfLogo(Buffer.concat([png, Buffer.alloc(LARGEST_LOGO_BYTES - png.length)]))).toBeNull();
    expect(refusalOfLogo(Buffer.concat([png, Buffer.alloc(LARGEST_LOGO_BYTES)]))).toBe('logo-too-large');
  });
});

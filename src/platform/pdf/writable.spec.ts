import { isWritable, writable } from './writable';

describe('what our typefaces can write', () => {
  it('writes Latin with its marks, Vietnamese, Greek and Cyrillic as they are', () => {
    for (const name of ['Ángeles Ñuñez', 'Øyvind Łukasz', 'Nguyễn Thị Ánh', 'Ελένη', 'Ковалёва', 'Señor ’Ōlapa'])
      for (const font of ['serif', 'serif-medium', 'serif-italic', 'sans', 'sans-semibold'] as const)
        expect([font, writable(name, font)]).toEqual([font, name.normalize('NFC')]);
  });

  it('joins a letter and its mark when they come apart', () => {
    expect(writable('Jose\u0301', 'serif')).toBe('José');
  });

  it('says null for a name in a script without letters here, and never leaves an empty box', () => {
    for (const name of ['陈伟', 'محمد', 'สมชาย', '한지민', '🙂', '']) expect(writable(name, 'serif')).toBeNull();
    expect(isWritable('陈', 'serif')).toBe(false);
  });

  it('leaves out whole words of another script, not half of them', () => {
    expect(writable('Wei (陈伟) Chen', 'serif')).toBe('Wei Chen');
    expect(writable('Ana🙂 Ruiz', 'serif')).toBe('Ana Ruiz');
  });

  it('takes out characters that nobody sees, and line ends', () => {
    expect(writable('Ana\u200b\u202e María\r\n Ruiz', 'serif')).toBe('Ana María Ruiz');
  });
});

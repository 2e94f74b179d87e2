import fc from 'fast-check';
import { FONT_NAMES, fontOf } from './fonts';
import { shaped } from './shape';
import { textOperators } from './text-operators';

describe('setting letters', () => {
  it('sets a code, letter after letter, as in one go', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9A-Z][0-9A-Z-]{5,22}$/),
        fc.constantFrom(...FONT_NAMES),
        fc.constantFrom([], ['tnum'], ['lnum', 'tnum'] as const),
        (code, font, features) => {
          const { glyphs, positions } = fontOf(font).layout(code, features);
          const [word] = shaped(code, font, features as never);
          expect(word?.letters.map(({ glyph }) => glyph)).toEqual(glyphs.map(({ id }) => id));
          expect(word?.advance).toBe(positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('sets a line word by word, as wide as in one go', () => {
    for (const text of ['AVATAR Te Wo', 'María de los Ángeles', 'oficina flecha', 'Ковалёва Ελένη', '7K3QM-2XW9A']) {
      const advance = shaped(text, 'serif-medium', ['lnum']).reduce((sum, word) => sum + word.advance, 0);
      expect([text, advance]).toEqual([text, fontOf('serif-medium').layout(text, ['lnum']).advanceWidth]);
    }
  });

  it('knows which characters each letter stands for, also in ligatures and small capitals', () => {
    const read = (text: string, features: readonly 'smcp'[]) =>
      String.fromCodePoint(...shaped(text, 'serif', features).flatMap(({ letters }) => letters.flatMap(({ codePoints }) => codePoints)));
    expect(read('oficina ñ', [])).toBe('oficina ñ');
    expect(read('oficina ñ', ['smcp'])).toBe('oficina ñ');
  });

  it('raises a mark over the letter that it belongs to', () => {
    const text = {
      kind: 'text',
      role: 'P',
      lines: ['M̈a'],
      x: 0,
      y: 10,
      align: 'left',
      font: 'serif',
      size: 20,
      colour: '#000000',
    } as const;
    const { operators } = textOperators(text, 'F0');
    expect(operators).toMatch(/^BT\n0 0 0 rg\n\/F0 20 Tf\n1 0 0 -1 0 10 Tm\n\[<[^\]]+\] TJ\n/);
    expect(operators.match(/ Ts\n/g)).toHaveLength(2);
  });
});

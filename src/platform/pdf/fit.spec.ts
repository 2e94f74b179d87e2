import fc from 'fast-check';
import { fit } from './fit';
import { widthOf } from './measure';

const name = (...pieces: string[]) => fit({ pieces, width: 620, size: 48, maxLines: 2, shrink: 0.72, font: 'serif-medium' });

describe('setting a text in a width', () => {
  it('leaves a short name large on one line', () => {
    expect(name('Li', 'Bo')).toEqual({ lines: ['Li Bo'], size: 48 });
  });

  it('breaks a long name between given and family names', () => {
    const { lines, size } = name('María de los Ángeles', 'Fernández-Villavicencio Echeverría');
    expect(lines).toEqual(['María de los Ángeles', 'Fernández-Villavicencio Echeverría']);
    expect(size).toBeGreaterThan(38);
  });

  it('ends no line with a word that leans on the next', () => {
    const { lines } = fit({
      pieces: ['La cultura de las personas que atienden a la gente'],
      width: 240,
      size: 20,
      maxLines: 3,
      font: 'serif',
    });
    expect(lines.slice(0, -1).filter((line) => /\b(de|las|que a|a|la)$/i.test(line))).toEqual([]);
  });

  it('never exceeds the width, never loses a word, never cuts one', () => {
    const word = fc.stringMatching(/^[A-Za-zÁÉñ-]{1,24}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 3 }), (words, maxLines) => {
        const { lines, size } = fit({ pieces: [words.join(' ')], width: 300, size: 40, maxLines, font: 'serif', tracking: 0.5 });
        expect(lines.join(' ')).toBe(words.join(' '));
        expect(lines.length).toBeLessThanOrEqual(maxLines);
        for (const line of lines) expect(widthOf(line, size, { font: 'serif', tracking: 0.5 })).toBeLessThanOrEqual(300);
      }),
      { numRuns: 60 },
    );
  });
});

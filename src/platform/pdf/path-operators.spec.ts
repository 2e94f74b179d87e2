import { pathOperators } from './path-operators';

const drawn = (path: string) => pathOperators({ kind: 'path', alt: null, path, stroke: '#ff0000', lineWidth: 2 });

describe('drawings as PDF operators', () => {
  it('knows the moves of SVG', () => {
    expect(drawn('M1 2L3 4H5V6C1 1 2 2 3 3Z')).toBe('1 0 0 RG\n2 w 1 J 1 j\n1 2 m\n3 4 l\n5 4 l\n5 6 l\n1 1 2 2 3 3 c\n h\nS');
  });

  it('refuses what it would draw wrong', () => {
    expect(() => drawn('M1 2l3 4')).toThrow('absolute');
    expect(() => drawn('M1 2C3 4')).toThrow('C needs 6 numbers');
    expect(() => drawn('M1 2.3.4')).toThrow('M needs 2 numbers');
  });

  it('draws the same thing in several places, and rectangles as such', () => {
    const squares = { kind: 'path', alt: null, path: 'M1 2H4V3H1ZM0 0H1V1H0Z', fill: '#000000' } as const;
    expect(pathOperators(squares)).toBe('0 0 0 rg\n1 2 3 1 re\n0 0 1 1 re\nf');
    const places = [
      { x: 1, y: 2 },
      { x: 0.1 + 0.2, y: 9, scale: 2 },
    ];
    expect(pathOperators({ ...squares, path: 'M0 0H9', places })).toBe(
      '0 0 0 rg\nq 1 0 0 1 1 2 cm\n0 0 m\n9 0 l\nf\nQ\nq 2 0 0 2 0.3 9 cm\n0 0 m\n9 0 l\nf\nQ',
    );
  });
});

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
});

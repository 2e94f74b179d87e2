import { inkOf } from './ink';

describe('the ink of a company', () => {
  it('is dark enough on white in every hue, also when it is printed in grey', () => {
    for (let hue = 0; hue < 360; hue += 5) {
      const ink = inkOf(hue, 0.4, 0.09);
      expect(ink).toMatch(/^#[0-9a-f]{6}$/);
      expect([hue, 1.05 / (luminance(ink) + 0.05) >= 7]).toEqual([hue, true]);
    }
  });
});

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

import { refusalOfPin } from './pin';

describe('a PIN', () => {
  it('has six digits and nothing else', () => {
    expect(refusalOfPin('270594', 'E-17')).toBeNull();
    for (const wrong of ['27059', '2705941', '27O594', '', ' 270594', '٢٧٠٥٩٤']) expect(refusalOfPin(wrong, 'E-17')).toBe('pin-shape');
  });

  it.each([
    '000000',
    '777777',
    '123456',
    '456789',
    '654321',
    '890123',
    '121212',
    '123123',
    '112233',
    '123321',
    '198585',
    '851985',
    '200606',
  ])('is not one that a stranger would try first: %s', (pin) => {
    expect(refusalOfPin(pin, 'E-17')).toBe('pin-too-easy');
  });

  it('is not the code that is printed beside it', () => {
    expect(refusalOfPin('104827', 'EMP-104827')).toBe('pin-is-your-code');
    expect(refusalOfPin('104827', '9104827')).toBe('pin-is-your-code');
  });

  it('leaves nearly all of the million to choose from', () => {
    let refused = 0;
    for (let n = 0; n < 1_000_000; n += 17) if (refusalOfPin(String(n).padStart(6, '0'), 'E-17') !== null) refused++;
    expect(refused).toBeLessThan(250);
  });
});

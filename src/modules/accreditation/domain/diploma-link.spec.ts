import { parseEmailAddress } from '#kernel/email-address';
import { masked } from './diploma-link';

describe('an address to which a link was sent', () => {
  it('is kept as its owner recognises it, and no more of it', () => {
    expect(masked(parseEmailAddress('marta.quispe@example.com')!)).toBe('m…@example.com');
    expect(masked(parseEmailAddress(`a@${'b'.repeat(200)}.example.com`)!)).toHaveLength(80);
  });
});

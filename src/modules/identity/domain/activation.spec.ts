import { toInstant } from '#kernel/instant';
import { canonicalSecret, expiryOf, printedCode, refusalOfActivation } from './activation';

const now = toInstant('2027-03-01T09:00:00Z');

describe('an activation', () => {
  it('is good for fourteen days by mail, for sixty on paper, and for the set-up until it is used', () => {
    expect(expiryOf('link', now)).toBe('2027-03-15T09:00:00.000Z');
    expect(expiryOf('slip', now)).toBe('2027-04-30T09:00:00.000Z');
    expect(expiryOf('setup', now) > '9000').toBe(true);
  });

  it('says why it is no longer good', () => {
    const fresh = { usedAt: null, replacedAt: null, expiresAt: expiryOf('link', now) };
    expect(refusalOfActivation(fresh, now)).toBeNull();
    expect(refusalOfActivation({ ...fresh, usedAt: now }, now)).toBe('activation-used');
    expect(refusalOfActivation({ ...fresh, replacedAt: now }, now)).toBe('activation-replaced');
    expect(refusalOfActivation(fresh, fresh.expiresAt)).toBe('activation-expired');
  });

  it('is understood however the code was copied from paper', () => {
    for (const typed of ['abcde-fghjk', ' ABCDE FGHJK ', 'a b c d e f g h j k', 'ABCDE–FGHJK'])
      expect(canonicalSecret(typed)).toBe('ABCDEFGHJK');
    expect(canonicalSecret(printedCode('ABCDEFGHJK'))).toBe('ABCDEFGHJK');
    const secret = 'mJ2-x_9'.repeat(6);
    expect(canonicalSecret(secret)).toBe(secret);
  });
});

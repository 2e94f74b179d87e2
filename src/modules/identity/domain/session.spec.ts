import { type Instant, plusMinutes, toInstant } from '#kernel/instant';
import { expiryOf, isAlive, isWorthNoting } from './session';

const signedIn = toInstant('2027-03-01T09:00:00Z');
const after = (minutes: number): Instant => plusMinutes(signedIn, minutes);

describe('a session', () => {
  it('ends twelve hours after its last use', () => {
    const times = { seenAt: signedIn, expiresAt: expiryOf(signedIn) };
    expect(isAlive(times, after(12 * 60 - 1))).toBe(true);
    expect(isAlive(times, after(12 * 60))).toBe(false);
  });

  it('ends thirty days after signing in, however busy', () => {
    const expiresAt = expiryOf(signedIn);
    expect(expiresAt).toBe('2027-03-31T09:00:00.000Z');
    expect(isAlive({ seenAt: toInstant('2027-03-31T08:59:59Z'), expiresAt }, toInstant('2027-03-31T08:59:59.999Z'))).toBe(true);
    expect(isAlive({ seenAt: toInstant('2027-03-31T08:59:59Z'), expiresAt }, expiresAt)).toBe(false);
  });

  it('has its last use written down every five minutes at most', () => {
    expect(isWorthNoting(signedIn, after(4))).toBe(false);
    expect(isWorthNoting(signedIn, after(5))).toBe(true);
  });
});

import { milliseconds, toInstant } from '#kernel/instant';
import { isLocked, lockedUntil, type SecretKind } from './lock-out';

const now = toInstant('2027-03-01T09:00:00Z');
const minutes = (kind: SecretKind, failures: number): number | null => {
  const until = lockedUntil(kind, failures, now);
  return until === null ? null : (milliseconds(until) - milliseconds(now)) / 60_000;
};

describe('the lock-out', () => {
  it('lets four failures pass, then doubles the wait from one minute to an hour', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 5000].map((failures) => minutes('password', failures))).toEqual([
      null,
      null,
      null,
      null,
      1,
      2,
      4,
      32,
      60,
      60,
      60,
    ]);
  });

  it('is stricter with PINs: from five minutes to a day', () => {
    expect([4, 5, 6, 13, 14, 5000].map((failures) => minutes('pin', failures))).toEqual([null, 5, 10, 1280, 1440, 1440]);
  });

  it('gives a patient guesser of PINs fewer than four hundred tries a year', () => {
    let tries = 0;
    for (let waited = 0; waited < 365 * 24 * 60; tries++) waited += minutes('pin', tries + 1) ?? 0;
    expect(tries).toBeLessThan(400);
  });

  it('is over at the very moment it names', () => {
    expect(isLocked(toInstant('2027-03-01T09:00:00.001Z'), now)).toBe(true);
    expect(isLocked(now, now)).toBe(false);
    expect(isLocked(null, now)).toBe(false);
  });
});

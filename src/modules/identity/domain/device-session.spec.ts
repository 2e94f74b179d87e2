import { plusHours, plusSeconds, toInstant } from '#kernel/instant';
import { isAtDevice, isWorthNotingAtDevice } from './device-session';

const now = toInstant('2027-03-01T09:00:00Z');
const session = (watched: number, seconds = 0) => ({ createdAt: now, seenAt: plusSeconds(now, seconds), watched });

describe('somebody at a shared device', () => {
  it('is gone ninety seconds after the last sign of them, where a script watches', () => {
    expect(isAtDevice(session(1), plusSeconds(now, 89))).toBe(true);
    expect(isAtDevice(session(1), plusSeconds(now, 90))).toBe(false);
  });

  it('is gone after five minutes where none does', () => {
    expect(isAtDevice(session(0), plusSeconds(now, 299))).toBe(true);
    expect(isAtDevice(session(0), plusSeconds(now, 300))).toBe(false);
  });

  it('is gone after four hours, however busy', () => {
    expect(isAtDevice(session(1, 4 * 3600 - 10), plusSeconds(plusHours(now, 4), -1))).toBe(true);
    expect(isAtDevice(session(1, 4 * 3600 - 10), plusHours(now, 4))).toBe(false);
  });

  it('is written down every ten seconds at most', () => {
    expect(isWorthNotingAtDevice(now, plusSeconds(now, 9))).toBe(false);
    expect(isWorthNotingAtDevice(now, plusSeconds(now, 10))).toBe(true);
  });
});

import { plusMinutes, toInstant } from '#kernel/instant';
import { isTimeToTell } from './decision-news';

const now = toInstant('2027-03-01T14:00:00Z');
const ago = (minutes: number) => plusMinutes(now, -minutes);

describe('what HR decided', () => {
  it('is told when HR has been quiet for two minutes', () => {
    expect(isTimeToTell([ago(5), ago(1)], now)).toBe(false);
    expect(isTimeToTell([ago(2), ago(5)], now)).toBe(true);
    expect(isTimeToTell([], now)).toBe(false);
  });

  it('waits ten minutes at most', () => {
    expect(isTimeToTell([ago(0), ago(9)], now)).toBe(false);
    expect(isTimeToTell([ago(0), ago(10)], now)).toBe(true);
  });
});

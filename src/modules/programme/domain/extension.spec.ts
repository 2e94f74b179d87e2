import { toCalendarDate as day } from '#kernel/calendar-date';
import { askAllowed, type ExtensionFacts, grantAllowed, isTimeToAsk } from './extension';

const facts = (some: Partial<ExtensionFacts> = {}): ExtensionFacts => ({
  isCompleted: false,
  hasLeft: false,
  isClosed: false,
  granted: 0,
  isWaiting: false,
  ...some,
});

describe('more time', () => {
  it('may be asked for once more after the first, and not after the second', () => {
    expect(askAllowed(facts())).toMatchObject({ ok: true, value: 14 });
    expect(askAllowed(facts({ granted: 1 }))).toMatchObject({ ok: true });
    expect(askAllowed(facts({ granted: 2 }))).toMatchObject({ refusal: 'no-more-extensions', details: { most: 2 } });
  });

  it('is asked for once at a time', () => {
    expect(askAllowed(facts({ isWaiting: true }))).toMatchObject({ refusal: 'already-asked' });
  });

  it.each([
    ['already-completed', { isCompleted: true }],
    ['has-left', { hasLeft: true }],
    ['round-closed', { isClosed: true }],
    ['no-more-extensions', { granted: 2 }],
  ] as const)('is neither asked for nor given where it moves nothing any more: %s', (refusal, some) => {
    expect(askAllowed(facts(some))).toMatchObject({ refusal });
    expect(grantAllowed(facts(some))).toMatchObject({ refusal });
    expect(grantAllowed(facts({ granted: 1, isWaiting: true }))).toMatchObject({ ok: true });
  });

  it('is offered in the last week, and from then on', () => {
    expect(isTimeToAsk(day('2027-03-15'), day('2027-03-07'))).toBe(false);
    expect(isTimeToAsk(day('2027-03-15'), day('2027-03-08'))).toBe(true);
    expect(isTimeToAsk(day('2027-03-15'), day('2027-03-16'))).toBe(true);
  });
});

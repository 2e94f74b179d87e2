import fc from 'fast-check';
import { plusHours, plusSeconds, toInstant } from '#kernel/instant';
import { type Attempt, turnOf } from './attempt';

const AT = toInstant('2027-03-01T14:00:00Z');

const attempt = (overrides: Partial<Attempt> = {}): Attempt =>
  ({ number: 1, startedAt: AT, passMark: 12, total: 15, items: [], submittedAt: AT, score: 9, ...overrides }) as Attempt;

describe('whose turn it is at the test', () => {
  it('lets somebody start who never did', () => {
    expect(turnOf([], 4, AT)).toEqual({ kind: 'ready', number: 1, review: false });
  });

  it('goes on with the attempt that is open, however long ago it was begun', () => {
    const open = attempt({ submittedAt: null, score: null });
    expect(turnOf([open], 4, plusHours(AT, 400))).toEqual({ kind: 'open', attempt: open });
  });

  it('opens the next attempt four hours after the last was handed in, not a second before', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (seconds) => {
        const turn = turnOf([attempt()], 4, plusSeconds(plusHours(AT, 4), seconds));
        expect(turn.kind).toBe(seconds < 0 ? 'waiting' : 'ready');
      }),
    );
  });

  it('advises a review with the manager after the third failure, and stays open', () => {
    const failed = [1, 2, 3].map((number) => attempt({ number }));
    expect(turnOf(failed.slice(0, 2), 4, plusHours(AT, 5))).toEqual({ kind: 'ready', number: 3, review: false });
    expect(turnOf(failed, 4, plusHours(AT, 1))).toEqual({ kind: 'waiting', until: plusHours(AT, 4), review: true });
    expect(turnOf(failed, 4, plusHours(AT, 5))).toEqual({ kind: 'ready', number: 4, review: true });
  });

  it('is over for whoever has passed', () => {
    const passed = attempt({ number: 2, score: 12 });
    expect(turnOf([attempt(), passed], 4, plusHours(AT, 400))).toEqual({ kind: 'passed', attempt: passed });
  });
});

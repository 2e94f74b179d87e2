import { inOrder } from './in-order';

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('work in order, a few at a time', () => {
  it('gives back in the order of the items, whichever is done first', async () => {
    const results: number[] = [];
    const work = async (n: number) => (await later((5 - n) * 4), n);
    for await (const n of inOrder([1, 2, 3, 4, 5], work, 3)) results.push(n);
    expect(results).toEqual([1, 2, 3, 4, 5]);
  });

  it('begins no more than it may until somebody takes one away', async () => {
    let begun = 0;
    const running = inOrder(
      Array.from({ length: 10 }, (_, n) => n),
      (n) => Promise.resolve((begun++, n)),
      4,
    );
    await running.next();
    await later(5);
    expect(begun).toBe(4);
    await running.next();
    expect(begun).toBe(5);
    await running.return(undefined);
    expect(begun).toBe(5);
  });

  it('passes a failure on at its place', async () => {
    const work = (n: number) => (n === 2 ? Promise.reject(new Error('two')) : Promise.resolve(n));
    const running = inOrder([1, 2, 3], work, 3);
    expect((await running.next()).value).toBe(1);
    await expect(running.next()).rejects.toThrow('two');
  });
});

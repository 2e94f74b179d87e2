import { KeptCounts } from './kept-counts';

describe('kept counts', () => {
  it('are counted once, however many ask, until something is written', async () => {
    const kept = new KeptCounts<number>();
    let walks = 0;
    const count = (): Promise<number> => Promise.resolve(++walks);
    expect(await Promise.all([kept.of('1', 'a', count), kept.of('1', 'a', count)])).toEqual([1, 1]);
    expect(await kept.of('1', 'b', count)).toBe(2);
    expect(kept.has('2', 'a')).toBe(false);
    expect(await kept.of('2', 'a', count)).toBe(3);
    expect(await kept.of('2', 'a', count)).toBe(3);
    expect(kept.has('2', 'a')).toBe(true);
    expect(kept.has('3', 'a')).toBe(false);
  });

  it('do not keep a failure', async () => {
    const kept = new KeptCounts<number>();
    await expect(kept.of('1', 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await kept.of('1', 'a', () => Promise.resolve(5))).toBe(5);
  });
});

import { setTimeout } from 'node:timers/promises';
import { together } from './together';

describe('doing things together', () => {
  it('answers in the order in which it was asked', async () => {
    expect(await together([setTimeout(5, 'slow'), Promise.resolve('quick')])).toEqual(['slow', 'quick']);
  });

  it('leaves nothing on its way when one fails', async () => {
    let ended = false;
    const slow = setTimeout(5).then(() => void (ended = true));
    await expect(together([Promise.reject(new Error('one')), slow, Promise.reject(new Error('two'))])).rejects.toThrow('one');
    expect(ended).toBe(true);
  });

  it('fails with the cause, not with what followed from it', async () => {
    const aborted = setTimeout(5).then(() => Promise.reject(new Error('the transaction is aborted')));
    await expect(together([aborted, Promise.reject(new Error('deadlock'))])).rejects.toThrow('deadlock');
  });
});

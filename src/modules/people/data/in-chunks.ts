import { setImmediate } from 'node:timers/promises';
import { giveBackMemory } from '#platform/memory/give-back';

/**
 * Works through a long list in chunks. Between them others get their turn: SQLite answers at once, so that a loop over its
 * answers alone would keep every page waiting until the end of the file. What a very long one leaves behind is given back as it goes.
 */
export async function inChunks<T>(all: readonly T[], size: number, work: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += size) {
    await work(all.slice(from, from + size));
    await setImmediate();
    if (Math.floor((from + size) / GIVEN_BACK_AFTER) > Math.floor(from / GIVEN_BACK_AFTER)) giveBackMemory();
  }
}

const GIVEN_BACK_AFTER = 50_000;

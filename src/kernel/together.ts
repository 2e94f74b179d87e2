/**
 * All of it at once, and every piece to its end, also when one fails: inside a unit of work nothing may still be on its way when the
 * unit is undone. @throws what failed first in time: on PostgreSQL the others may have failed only because of it.
 */
export async function together<T extends readonly unknown[] | []>(pieces: T): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  try {
    return await Promise.all(pieces);
  } finally {
    await Promise.allSettled(pieces);
  }
}

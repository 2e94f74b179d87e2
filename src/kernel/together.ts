/**
 * All of it at once, and every piece to its end, also when one fails: inside a unit of work nothing may still be on its way when the
 * unit is undone. @throws the first failure in the order given.
 */
export async function together<T>(pieces: readonly Promise<T>[]): Promise<T[]> {
  const ends = await Promise.allSettled(pieces);
  return ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

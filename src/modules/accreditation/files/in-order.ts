/**
 * What `work` makes of each item, in the order of the items, a few at a time: the next is begun only when somebody takes one away,
 * so that nothing piles up in front of a slow disk or a slow reader.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  atOnce: number,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Whoever stops listening must not leave a failure that nobody hears.
    result.catch(() => undefined);
    begun.push(result);
    const first = begun.length >= atOnce ? begun.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const result of begun) yield await result;
}

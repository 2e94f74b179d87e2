/** The answers of a test as its form sends them: one field for each item, named as the item. What is not of the attempt is left out later. */
export function chosenOptions(body: unknown): ReadonlyMap<string, string> {
  if (typeof body !== 'object' || body === null) return new Map();
  return new Map(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

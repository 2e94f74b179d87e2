/** The same order for the same seed, on every machine: what a person saw can be drawn again. */
export function shuffle<T>(list: readonly T[], seed: string): readonly T[] {
  const next = numbersFrom(seed);
  const shuffled = [...list];
  // Fisher and Yates: from the end, each place takes one of those not yet placed.
  for (let place = shuffled.length - 1; place > 0; place -= 1) {
    const taken = Math.floor(next() * (place + 1));
    [shuffled[place], shuffled[taken]] = [shuffled[taken] as T, shuffled[place] as T];
  }
  return shuffled;
}

/** As `shuffle`, but never the order it came in: where that order is the answer. */
export function disorder<T>(list: readonly T[], seed: string): readonly T[] {
  const shuffled = shuffle(list, seed);
  const isUntouched = shuffled.every((one, place) => one === list[place]);
  return isUntouched ? [...shuffled.slice(1), ...shuffled.slice(0, 1)] : shuffled;
}

/** Numbers in [0, 1): mulberry32, started from a hash of the seed. Fair enough for questions; never for secrets. */
function numbersFrom(seed: string): () => number {
  let state = hashOf(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a, with a last stir so that seeds that differ in their end do not give neighbouring numbers. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** As many places as a list must have at least, so that none of them says much about one badge (Bitstring Status List, 5.1). */
export const LIST_LENGTH = 131_072;

/** The list as it is before it is packed: bit 0 is the first of the first byte. */
export function bitsOf(positions: readonly number[]): Buffer {
  const bits = Buffer.alloc(LIST_LENGTH / 8);
  for (const position of positions) {
    if (!Number.isInteger(position) || position < 0 || position >= LIST_LENGTH) throw new RangeError(`no place ${position} in the list`);
    const byte = position >> 3;
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (position & 7));
  }
  return bits;
}

import { gzipSync } from 'node:zlib';

/** As many places as a list must have at least, so that none of them says much about one badge (Bitstring Status List, 5.1). */
export const LIST_LENGTH = 131_072;

/** The list as it is published: bit 0 is the first of the first byte; GZIP, base64url, and the `u` that says so. */
export function encodedList(positions: readonly number[]): string {
  const bits = Buffer.alloc(LIST_LENGTH / 8);
  for (const position of positions) {
    if (!Number.isInteger(position) || position < 0 || position >= LIST_LENGTH) throw new RangeError(`no place ${position} in the list`);
    const byte = position >> 3;
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (position & 7));
  }
  return `u${gzipSync(bits, { level: 9 }).toString('base64url')}`;
}

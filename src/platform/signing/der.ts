import type { Instant } from '#kernel/instant';

// DER as it is written: every value has one encoding (X.690), so that what is signed twice is the same bytes twice.

const SEQUENCE = 0x30;
const SET = 0x31;

export function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthOf(length), ...parts]);
}

export const sequence = (...parts: readonly Buffer[]): Buffer => tagged(SEQUENCE, ...parts);

/** A set of values in no order: DER sorts them by their bytes. */
export const set = (...parts: readonly Buffer[]): Buffer => tagged(SET, ...inOrder(parts));

export const inOrder = (parts: readonly Buffer[]): Buffer[] => [...parts].sort((a, b) => a.compare(b));

export const octets = (bytes: Buffer): Buffer => tagged(0x04, bytes);
export const bits = (bytes: Buffer, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), bytes);
export const nothing = (): Buffer => tagged(0x05);
export const truth = (): Buffer => tagged(0x01, Buffer.from([0xff]));
export const text = (words: string): Buffer => tagged(0x0c, Buffer.from(words));

/** A number that is not negative, from its bytes, highest first. */
export function integer(value: number | Buffer): Buffer {
  let bytes = typeof value === 'number' ? Buffer.from(value.toString(16).padStart(value > 0xff ? 4 : 2, '0'), 'hex') : value;
  while (bytes.length > 1 && bytes[0] === 0 && ((bytes[1] ?? 0) & 0x80) === 0) bytes = bytes.subarray(1);
  return ((bytes[0] ?? 0) & 0x80) === 0 ? tagged(0x02, bytes) : tagged(0x02, Buffer.from([0]), bytes);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(inBase128)]));
}

/** RFC 5280: two figures of the year up to 2049, four after. */
export function moment(at: Instant): Buffer {
  const figures = `${at.slice(0, 19).replaceAll(/\D/g, '')}Z`;
  return figures < '2050' ? tagged(0x17, Buffer.from(figures.slice(2))) : tagged(0x18, Buffer.from(figures));
}

function inBase128(arc: number): number[] {
  const figures = [arc & 0x7f];
  for (let rest = arc >>> 7; rest > 0; rest >>>= 7) figures.unshift((rest & 0x7f) | 0x80);
  return figures;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

import { type Instant, isInstant, toInstant } from '#kernel/instant';

// Reading what others wrote (BER, X.690). Each step says what it expects, and anything else is an error; nothing is read before it is asked for.

export class NotAsExpected extends Error {
  constructor(expected: string) {
    super(`expected ${expected}`);
  }
}

/** One value: its tag, its bytes as they came, and what is in it. */
export interface Part {
  readonly tag: number;
  readonly raw: Buffer;
  readonly body: Buffer;
}

export const INTEGER = 0x02;
const OCTETS = 0x04;
const IDENTIFIER = 0x06;
const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;
const IN_PIECES = 0x20;

/** The value at the beginning. */
export function read(bytes: Buffer): Part {
  return partAt(bytes, 0);
}

/** @throws NotAsExpected where something follows the value. */
export function readWhole(bytes: Buffer): Part {
  const part = read(bytes);
  if (part.raw.length !== bytes.length) throw new NotAsExpected('one value');
  return part;
}

/** The values in it, where it is of the kind that is expected. */
export function inside(part: Part | undefined, tag: number): readonly Part[] {
  if (part?.tag !== tag) throw new NotAsExpected(`tag ${tag}`);
  return partsOf(part.body);
}

/** The one value in it. */
export function only(part: Part | undefined, tag: number): Part {
  const [one, ...more] = inside(part, tag);
  if (one === undefined || more.length > 0) throw new NotAsExpected('one value');
  return one;
}

export function oidOf(part: Part | undefined): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bodyOf(part, IDENTIFIER)) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join('.');
}

/** The bytes of an octet string, which may come in pieces. */
export function octetsOf(part: Part | undefined): Buffer {
  if (part?.tag !== (OCTETS | IN_PIECES)) return bodyOf(part, OCTETS);
  return Buffer.concat(partsOf(part.body).map((piece) => bodyOf(piece, OCTETS)));
}

export function smallNumberOf(part: Part | undefined): number {
  const [value, ...more] = bodyOf(part, INTEGER);
  if (value === undefined || more.length > 0) throw new NotAsExpected('a small number');
  return value;
}

/** In UTC, with or without fractions of a second. */
export function momentOf(part: Part | undefined): Instant {
  const figures = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?Z$/.exec(bodyOf(part, GENERALIZED_TIME).toString('latin1'));
  const [year, month, day, hour, minute, second, fraction = ''] = figures?.slice(1) ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  if (!isInstant(written) || Number.isNaN(Date.parse(written))) throw new NotAsExpected('a moment');
  return toInstant(written);
}

function bodyOf(part: Part | undefined, tag: number): Buffer {
  if (part?.tag !== tag) throw new NotAsExpected(`tag ${tag}`);
  return part.body;
}

const MOST_PARTS = 1000;

function partsOf(body: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < body.length; at += parts.at(-1)?.raw.length ?? 1) {
    if (parts.length === MOST_PARTS) throw new NotAsExpected('fewer values');
    parts.push(partAt(body, at));
  }
  return parts;
}

const DEEPEST = 40;
const NO_LENGTH = 0x80;

function partAt(bytes: Buffer, at: number, depth = 0): Part {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > DEEPEST) throw new NotAsExpected('a value');
  if (first === NO_LENGTH) return untilEnd(bytes, at, tag, depth);
  const more = first < 0x80 ? 0 : first & 0x7f;
  const from = at + 2 + more;
  if (more > 4 || from > bytes.length) throw new NotAsExpected('a length');
  const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
  if (from + length > bytes.length) throw new NotAsExpected('more bytes');
  return { tag, raw: bytes.subarray(at, from + length), body: bytes.subarray(from, from + length) };
}

/** Whoever did not know the length beforehand wrote two zeros at the end. */
function untilEnd(bytes: Buffer, at: number, tag: number, depth: number): Part {
  if ((tag & IN_PIECES) === 0) throw new NotAsExpected('a length');
  let end = at + 2;
  while (bytes[end] !== 0 || bytes[end + 1] !== 0) end += partAt(bytes, end, depth + 1).raw.length;
  return { tag, raw: bytes.subarray(at, end + 2), body: bytes.subarray(at + 2, end) };
}

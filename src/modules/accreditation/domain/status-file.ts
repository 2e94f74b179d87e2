import type { CalendarDate } from '#kernel/calendar-date';
import { hashOf, holderName, type Snapshot } from './diploma';
import type { RevocationReason } from './revocation';

/** What the file says of one diploma: where it stands, the hash of what the paper says, and of one that fell since when and why. */
export type StatusEntry =
  | readonly [status: 'valid', facts: string]
  | readonly [status: 'superseded', facts: string, on: CalendarDate]
  | readonly [status: 'revoked', facts: string, on: CalendarDate, reason: RevocationReason | null]
  | readonly [status: 'altered'];

/** The index that is signed: each part is found by the first figures of a code's hash, and is the file of this hash. */
export interface StatusIndex {
  readonly iss: string;
  readonly iat: number;
  readonly diplomas: number;
  readonly digits: number;
  readonly parts: Readonly<Record<string, string>>;
}

/** Under which a code is found. Nobody leads it back to the code, which has 98 bits. */
export const codeHash = (code: string): string => hashOf(code);

/** Of what a reader of the paper can type: code, name, title and date of issue, in small letters and with single spaces. */
export function factsHash({ code, holder, award, issuedOn }: Snapshot): string {
  return hashOf([code, plain(holderName(holder)), plain(award.title), issuedOn].join('\n'));
}

const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/gu, ' ').toLowerCase();

/** So many figures that a part holds some hundreds of diplomas: whoever checks one fetches little. */
export function digitsFor(diplomas: number): number {
  let digits = 0;
  while (diplomas / 16 ** digits > PART_AT_MOST) digits++;
  return digits;
}

export const PART_AT_MOST = 500;

/** The same entries are the same text, and so the same file. */
export function writePart(entries: ReadonlyMap<string, StatusEntry>): string {
  return JSON.stringify(Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1))));
}

import { randomBytes } from 'node:crypto';

declare const kind: unique symbol;

/** An identifier made by the application (UUIDv7: sorted by the moment it was made), branded by what it names. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type PersonId = Id<'person'>;
export type EngagementId = Id<'engagement'>;
export type SupplierId = Id<'supplier'>;
export type TeamId = Id<'team'>;
export type SiteId = Id<'site'>;
export type EditionId = Id<'edition'>;
export type RoundId = Id<'round'>;
export type AssignmentId = Id<'assignment'>;
export type AttemptId = Id<'attempt'>;
export type CompletionId = Id<'completion'>;
export type DiplomaId = Id<'diploma'>;
export type DiplomaLinkId = Id<'diploma-link'>;
export type DownloadId = Id<'download'>;
export type AbsenceId = Id<'absence'>;
export type ExemptionId = Id<'exemption'>;
export type ExtensionId = Id<'extension'>;
export type MergeId = Id<'merge'>;
export type DuplicateId = Id<'duplicate'>;
export type PosterId = Id<'poster'>;
export type JoiningRequestId = Id<'joining-request'>;
export type SharedDeviceId = Id<'shared-device'>;
export type ImportId = Id<'import'>;
export type SigningKeyId = Id<'signing-key'>;
export type DiplomaHolderId = Id<'diploma-holder'>;
export type BadgeStatusId = Id<'badge-status'>;
export type CompanyCertificateId = Id<'company-certificate'>;
export type DiplomaDesignId = Id<'diploma-design'>;

let lastMoment = 0;
let sequence = 0;

/** Ids of one process rise even within a millisecond, so that rows inserted in bulk keep their order. RFC 9562, section 5.7 and 6.2. */
export function newId<Kind extends string>(): Id<Kind> {
  const moment = Math.max(Date.now(), lastMoment);
  sequence = moment === lastMoment ? sequence + 1 : 0;
  // The 12 bits after the version hold the sequence; when they run over, borrow the next millisecond.
  lastMoment = sequence > 0xfff ? moment + 1 : moment;
  if (sequence > 0xfff) sequence = 0;
  const time = lastMoment.toString(16).padStart(12, '0');
  const own = noiseOf(8);
  own[0] = ((own[0] ?? 0) & 0x3f) | 0x80;
  const tail = own.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}` as Id<Kind>;
}

let noise = Buffer.alloc(0);
let noiseUsed = 0;

/** Asking the machine for chance takes longer than all the rest of an id: so it is asked for many at a time. */
function noiseOf(bytes: number): Buffer {
  if (noiseUsed + bytes > noise.length) {
    noise = randomBytes(4096);
    noiseUsed = 0;
  }
  noiseUsed += bytes;
  return noise.subarray(noiseUsed - bytes, noiseUsed);
}

/** The least id that could have been made so many minutes before this one. */
export function idEarlier(id: string, minutes: number): string {
  const moment = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - minutes * 60_000;
  const time = Math.max(0, moment).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Anything else in a URL is simply not there. */
export function isId(text: string): boolean {
  return UUID.test(text);
}

/** A secret for links and codes: 256 bits, URL-safe. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** Characters that nobody confuses when read from paper: no I, L, O, U, 0 or 1. */
const READABLE = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code to be typed by hand, from an alphabet without look-alikes; `length` characters of about 4.9 bits each. */
export function newReadableCode(length: number): string {
  let code = '';
  while (code.length < length) {
    for (const byte of randomBytes(length * 2)) {
      // Bytes past the last whole multiple would favour the first letters.
      if (byte < 240 && code.length < length) code += READABLE.charAt(byte % READABLE.length);
    }
  }
  return code;
}

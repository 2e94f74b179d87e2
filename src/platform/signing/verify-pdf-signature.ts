import { createHash } from 'node:crypto';
import { type Instant, isInstant, plusMinutes, toInstant } from '#kernel/instant';
import { only, read, SET } from './asn1';
import { type CertificateFacts, factsOf } from './certificate';
import { OID } from './oids';
import { isBySigner, linked, readSignature } from './read-cms';
import { readTimestamp, type TimestampFacts } from './timestamp-token';

export type PdfSignature =
  | { readonly signed: false }
  | {
      readonly signed: true;
      /** The part of the file that was signed is as its signer left it. */
      readonly intact: boolean;
      /** All of the file was signed: nothing was added later. */
      readonly coversWholeFile: boolean;
      /** Whose it is, if `intact`: anybody can make a certificate, so compare it with those of the company. Null where it cannot be read. */
      readonly certificate: CertificateFacts | null;
      /** DER, the signer's first. */
      readonly chain: readonly Buffer[];
      /** When it was signed, as the signer says. */
      readonly at: Instant | null;
      /** When it was there, as somebody else says; null where nobody was asked. */
      readonly timestamp: TimestampFacts | null;
    };

const LARGEST_FILE = 50 * 1024 * 1024;
const MOST_SIGNATURES = 20;

/** What the first signature in a file that somebody brings is worth. Never throws: a file that makes no sense is not signed. */
export function verifyPdfSignature(file: Buffer): PdfSignature {
  if (file.length > LARGEST_FILE) return { signed: false };
  const found = placesIn(file).map((place) => examine(file, place));
  return found.find((one) => one.signed && one.intact) ?? found[0] ?? { signed: false };
}

/** What is signed are the bytes before `from` and those from `to` to `end`; the signature itself stands between. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

function examine(file: Buffer, { from, to, end }: Place): PdfSignature {
  const at = momentAround(file, from, to);
  try {
    const encoded = contentsOf(file.subarray(from, to));
    const signature = readSignature(encoded);
    const { signer, contentType, content, unsigned, value } = signature;
    const chain = linked(signature);
    const token = unsigned.get(OID.timeStampToken);
    const timestamp = token === undefined ? null : readTimestamp(onlyIn(token), value);
    const intact =
      contentType === OID.data &&
      content === null &&
      unsigned.size === (token === undefined ? 0 : 1) &&
      chain !== null &&
      isBySigner(signature, (digest) => createHash(digest).update(file.subarray(0, from)).update(file.subarray(to, end)).digest());
    const certificates = (chain ?? [signer]).map(({ raw }) => raw);
    return {
      signed: true,
      intact,
      coversWholeFile: end === file.length,
      certificate: factsOf(signer.raw),
      chain: certificates,
      at,
      timestamp,
    };
  } catch {
    return { signed: true, intact: false, coversWholeFile: end === file.length, certificate: null, chain: [], at, timestamp: null };
  }
}

const onlyIn = (set: Parameters<typeof only>[0]): Buffer => only(set, SET).raw;

const RANGE = '/ByteRange';
const LONGEST_RANGE = 100;

/** Every place that a `/ByteRange` describes and in which something in angle brackets stands, first things first. */
function placesIn(file: Buffer): Place[] {
  const places: Place[] = [];
  for (let at = file.indexOf(RANGE, 0, 'latin1'); at >= 0 && places.length < MOST_SIGNATURES; at = file.indexOf(RANGE, at + 1, 'latin1')) {
    const text = file.toString('latin1', at + RANGE.length, at + RANGE.length + LONGEST_RANGE);
    const [, zero, from, to, rest] =
      /^\s{0,9}\[\s{0,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{0,40}\]/.exec(text) ?? [];
    const place = { from: Number(from), to: Number(to), end: Number(to) + Number(rest) };
    if (zero === '0' && place.from < place.to && place.end <= file.length) places.push(place);
  }
  return places;
}

const OPENING = 0x3c;
const CLOSING = 0x3e;

/** The signature in the brackets, one way of writing figures throughout, and nothing but zeros after it. */
function contentsOf(bytes: Buffer): Buffer {
  const hex = bytes.toString('latin1', 1, bytes.length - 1);
  const isHex = /^(?:[0-9a-f]*|[0-9A-F]*)$/.test(hex) && hex.length % 2 === 0;
  if (bytes[0] !== OPENING || bytes.at(-1) !== CLOSING || !isHex) throw new Error('no signature in brackets');
  const padded = Buffer.from(hex, 'hex');
  const { length } = read(padded).raw;
  if (padded.subarray(length).some((byte) => byte !== 0)) throw new Error('something after the signature');
  return padded.subarray(0, length);
}

const DICTIONARY_REACH = 4096;

/** `/M` of the dictionary that the signature stands in. */
function momentAround(file: Buffer, from: number, to: number): Instant | null {
  const before = file.toString('latin1', Math.max(0, from - DICTIONARY_REACH), from);
  const after = file.toString('latin1', to, to + DICTIONARY_REACH);
  const dictionary = before.slice(before.lastIndexOf(' obj') + 1) + (after.split('endobj')[0] ?? '');
  const match = /\/M\s?\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(\d\d)'?)?/.exec(dictionary);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const [sign, hours = '0', minutes = '0'] = match.slice(7);
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  if (!isInstant(local) || Number.isNaN(Date.parse(local))) return null;
  const ahead = Number(hours) * 60 + Number(minutes);
  return plusMinutes(toInstant(local), sign === '-' ? ahead : -ahead);
}

import { createHash } from 'node:crypto';
import { done, type Outcome, refused } from '#kernel/outcome';
import { UNKNOWN_NUMBER } from '#platform/pdf/signature-field';
import type { SigningCertificate } from './certificate';
import { encodeSignature, signDigest } from './cms';
import type { Timestamp, TimestampAuthority, TimestampRefusal } from './timestamp-authority';

/** The file signed, from its first byte to its last (PAdES B-B). It was drawn with a place for the signature. RSA gives the same bytes each time. */
export async function signPdf(bytes: Buffer, certificate: SigningCertificate): Promise<Buffer> {
  const { file, digest, fill } = prepare(bytes);
  fill(encodeSignature(await signDigest(digest, certificate), certificate));
  return file;
}

/** The same with somebody else's word for when it was (PAdES B-T). Refused where that word is not to be had: `signPdf` signs without it. */
export async function signPdfWithTimestamp(
  bytes: Buffer,
  certificate: SigningCertificate,
  authority: TimestampAuthority,
): Promise<Outcome<{ readonly bytes: Buffer; readonly timestamp: Timestamp }, TimestampRefusal>> {
  const { file, digest, room, fill } = prepare(bytes);
  const signature = await signDigest(digest, certificate);
  const answer = await authority.stamp(signature.value);
  if (!answer.ok) return answer;
  const whole = encodeSignature(signature, certificate, answer.value.token);
  if (whole.length > room) return refused('tsa-wrong-answer', { bytes: answer.value.token.length });
  fill(whole);
  return done({ bytes: file, timestamp: answer.value });
}

const RANGE = `/ByteRange [0 /${UNKNOWN_NUMBER} /${UNKNOWN_NUMBER} /${UNKNOWN_NUMBER}]`;
// No text of the document can look like it: a string of the file has no line break of its own.
const CONTENTS = '\n/Contents <';
const PLACE = `${RANGE}${CONTENTS}`;

interface Prepared {
  readonly file: Buffer;
  readonly digest: Buffer;
  /** How many bytes the signature may have. */
  readonly room: number;
  readonly fill: (signature: Buffer) => void;
}

/** The file with its ranges written, what is to be signed of it, and how to put the signature in its place. @throws Error where it was drawn without a place. */
export function prepare(bytes: Buffer): Prepared {
  const place = bytes.indexOf(PLACE, 0, 'latin1');
  if (place < 0) throw new Error('the file has no place for a signature: draw it with one');
  const from = place + PLACE.length;
  const to = bytes.indexOf('>', from, 'latin1');
  const file = Buffer.from(bytes);
  // The opening and the closing bracket belong to what is left out.
  const range = `/ByteRange [0 ${from - 1} ${to + 1} ${file.length - to - 1}]`;
  file.write(range.padEnd(RANGE.length), place, 'latin1');
  const digest = createHash('sha256')
    .update(file.subarray(0, from - 1))
    .update(file.subarray(to + 1))
    .digest();
  const room = (to - from) / 2;
  const fill = (signature: Buffer): void => {
    if (signature.length > room) throw new Error(`the signature has ${signature.length} bytes, its place ${room}`);
    file.write(signature.toString('hex'), from, 'latin1');
  };
  return { file, digest, room, fill };
}

/** The signature of a file that was signed here, with its padding, and the digest of all the rest. */
export function signatureIn(signed: Buffer): { signature: Buffer; digest: Buffer } {
  let place = signed.indexOf(CONTENTS, 0, 'latin1');
  while (place >= 0 && !signed.toString('latin1', place - RANGE.length, place).startsWith('/ByteRange [0 '))
    place = signed.indexOf(CONTENTS, place + 1, 'latin1');
  if (place < 0) throw new Error('the file is not signed');
  const from = place + CONTENTS.length;
  const to = signed.indexOf('>', from, 'latin1');
  const digest = createHash('sha256')
    .update(signed.subarray(0, from - 1))
    .update(signed.subarray(to + 1))
    .digest();
  return { signature: Buffer.from(signed.toString('latin1', from, to), 'hex'), digest };
}

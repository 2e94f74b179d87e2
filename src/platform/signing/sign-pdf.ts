import { createHash } from 'node:crypto';
import { done, type Outcome } from '#kernel/outcome';
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
  const { file, digest, fill } = prepare(bytes);
  const signature = await signDigest(digest, certificate);
  const answer = await authority.stamp(signature.value);
  if (!answer.ok) return answer;
  fill(encodeSignature(signature, certificate, answer.value.token));
  return done({ bytes: file, timestamp: answer.value });
}

const RANGE = `/ByteRange [0 /${UNKNOWN_NUMBER} /${UNKNOWN_NUMBER} /${UNKNOWN_NUMBER}]`;
// No text of the document can look like it: a string of the file has no line break of its own.
const PLACE = `${RANGE}\n/Contents <`;

function prepare(bytes: Buffer): { file: Buffer; digest: Buffer; fill: (signature: Buffer) => void } {
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
  const fill = (signature: Buffer): void => {
    const hex = signature.toString('hex');
    if (hex.length > to - from) throw new Error(`the signature has ${signature.length} bytes, its place ${(to - from) / 2}`);
    file.write(hex, from, 'latin1');
  };
  return { file, digest, fill };
}

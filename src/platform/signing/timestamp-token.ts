import { createHash } from 'node:crypto';
import type { Instant } from '#kernel/instant';
import { inside, INTEGER, momentOf, NotAsExpected, octetsOf, oidOf, readWhole, SEQUENCE } from './asn1';
import { extensionOf, factsOf } from './certificate';
import { OID } from './oids';
import { digestNamed, isBySigner, readSignature } from './read-cms';

export interface TimestampFacts {
  readonly at: Instant;
  /** Who says so: the subject of the authority's certificate. */
  readonly authority: string;
}

/** What a timestamp token says (RFC 3161), where it is whole and was made for these bytes (and for this question). @throws Error otherwise. */
export function readTimestamp(token: Buffer, stamped: Buffer, nonce?: Buffer): TimestampFacts {
  const signature = readSignature(token);
  const { content, signer } = signature;
  if (signature.contentType !== OID.timeStampInfo || content === null) throw new NotAsExpected('a timestamp');
  if (!isBySigner(signature, (digest) => createHash(digest).update(content).digest())) throw new NotAsExpected('a signature that fits');
  if (!stampsTime(signer.raw)) throw new NotAsExpected('a certificate for timestamps');
  const [, , imprint, , time, ...rest] = inside(readWhole(content), SEQUENCE);
  const [algorithm, hash] = inside(imprint, SEQUENCE);
  if (!createHash(digestNamed(algorithm)).update(stamped).digest().equals(octetsOf(hash))) throw new NotAsExpected('these bytes');
  if (nonce !== undefined && rest.find(({ tag }) => tag === INTEGER)?.raw.equals(nonce) !== true) throw new NotAsExpected('our nonce');
  const at = momentOf(time);
  const { subject, notBefore, notAfter } = factsOf(signer.raw);
  if (at < notBefore || at > notAfter) throw new NotAsExpected('a certificate of that day');
  return { at, authority: subject };
}

/** RFC 3161, 2.3: the certificate is for timestamps and nothing else, and says so in a way that must not be overlooked. */
function stampsTime(certificate: Buffer): boolean {
  const uses = extensionOf(certificate, OID.extendedKeyUsage);
  return uses !== null && inside(readWhole(uses), SEQUENCE).map(oidOf).join() === OID.timeStamping;
}

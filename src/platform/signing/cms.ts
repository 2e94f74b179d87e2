import { createHash, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { partsOfCertificate, type SigningCertificate } from './certificate';
import { inOrder, integer, nothing, octets, oid, sequence, set, tagged } from './der';
import { OID } from './oids';

/** A signature over something that does not stand in it (CMS, RFC 5652), in parts: a timestamp may still be added. */
export interface DetachedSignature {
  /** What was signed: the attributes, and with them the digest of the document. */
  readonly attributes: readonly Buffer[];
  readonly value: Buffer;
}

const asynchronously = promisify<string, Buffer, KeyObject, Buffer>(sign);

/**
 * Signs a SHA-256 digest as PAdES wants it (ETSI EN 319 122-1, 319 142-1): the certificate is named in what is signed, the time is
 * not. The arithmetic is done beside the requests.
 */
export async function signDigest(digest: Buffer, certificate: SigningCertificate): Promise<DetachedSignature> {
  const attributes = inOrder([
    CONTENT_IS_DATA,
    sequence(oid(OID.messageDigest), set(octets(digest))),
    preparedOf(certificate).signerAttribute,
  ]);
  return { attributes, value: await asynchronously('sha256', set(...attributes), certificate.key) };
}

/** The signature as it stands in the file, with the whole chain, and with a timestamp of somebody else's where there is one. */
export function encodeSignature({ attributes, value }: DetachedSignature, certificate: SigningCertificate, timestamp?: Buffer): Buffer {
  const { issuerAndSerial, chain } = preparedOf(certificate);
  const signer = sequence(
    integer(1),
    issuerAndSerial,
    SHA_256,
    tagged(0xa0, ...attributes),
    certificate.key.asymmetricKeyType === 'rsa' ? RSA : ECDSA,
    octets(value),
    ...(timestamp ? [tagged(0xa1, sequence(oid(OID.timeStampToken), set(timestamp)))] : []),
  );
  const signed = sequence(integer(1), set(SHA_256), sequence(oid(OID.data)), tagged(0xa0, ...chain), set(signer));
  return sequence(oid(OID.signedData), tagged(0xa0, signed));
}

const TIMESTAMP_BYTES = 10 * 1024;

/** How many bytes a signature with this certificate may take, with a timestamp where one is asked for. */
export function bytesToReserve({ chain, key }: SigningCertificate, { timestamp }: { readonly timestamp: boolean }): number {
  const certificates = chain.reduce((sum, { length }) => sum + length, 0);
  const signature = key.asymmetricKeyType === 'rsa' ? (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8 : 144;
  return certificates + signature + SURROUNDINGS + (chain[0]?.length ?? 0) + (timestamp ? TIMESTAMP_BYTES : 0);
}

/** Attributes, algorithms and the issuer's name, which is shorter than its certificate. */
const SURROUNDINGS = 512;

const SHA_256 = sequence(oid(OID.sha256));
const RSA = sequence(oid(OID.rsa), nothing());
const ECDSA = sequence(oid(OID.ecdsaWithSha256));
const CONTENT_IS_DATA = sequence(oid(OID.contentType), set(oid(OID.data)));

interface Prepared {
  readonly issuerAndSerial: Buffer;
  readonly signerAttribute: Buffer;
  readonly chain: readonly Buffer[];
}

const prepared = new WeakMap<SigningCertificate, Prepared>();

/** What is the same in every signature of a certificate. */
function preparedOf(certificate: SigningCertificate): Prepared {
  let known = prepared.get(certificate);
  if (!known) {
    const [own = Buffer.alloc(0)] = certificate.chain;
    const hash = createHash('sha256').update(own).digest();
    known = {
      issuerAndSerial: issuerAndSerialOf(own),
      signerAttribute: sequence(oid(OID.signingCertificateV2), set(sequence(sequence(sequence(octets(hash)))))),
      chain: inOrder(certificate.chain),
    };
    prepared.set(certificate, known);
  }
  return known;
}

/** Byte for byte as the certificate has them. */
function issuerAndSerialOf(der: Buffer): Buffer {
  const { issuer, serial } = partsOfCertificate(der);
  return sequence(issuer.raw, serial.raw);
}

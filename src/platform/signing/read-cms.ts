import { createHash, verify, X509Certificate } from 'node:crypto';
import { inside, NotAsExpected, octetsOf, oidOf, only, type Part, readWhole, SEQUENCE, SET, smallNumberOf } from './asn1';
import { extensionOf, partsOfCertificate } from './certificate';
import { OID } from './oids';

type Digest = 'sha256' | 'sha384' | 'sha512';

/** A signature as it was read (CMS, RFC 5652): one signer, with attributes. Nothing is believed yet. */
export interface ReadSignature {
  readonly contentType: string;
  /** What was signed, where it stands in the signature itself. */
  readonly content: Buffer | null;
  readonly signer: X509Certificate;
  readonly certificates: readonly X509Certificate[];
  readonly digest: Digest;
  readonly signed: ReadonlyMap<string, Part>;
  readonly unsigned: ReadonlyMap<string, Part>;
  readonly signedBytes: Buffer;
  readonly value: Buffer;
}

/** @throws Error for anything that is no such signature. */
export function readSignature(bytes: Buffer): ReadSignature {
  const [type, body, ...beside] = inside(readWhole(bytes), SEQUENCE);
  if (oidOf(type) !== OID.signedData || beside.length > 0) throw new NotAsExpected('signed data');
  const [version, digests, encapsulated, ...rest] = inside(only(body, CONTEXT_0), SEQUENCE);
  const [contentType, contents, ...more] = inside(encapsulated, SEQUENCE);
  const certificates = inside(rest.shift(), CONTEXT_0).map(({ raw }) => new X509Certificate(raw));
  if (rest[0]?.tag === CONTEXT_1) rest.shift();
  const signer = signerOf(only(rest.shift(), SET), certificates);
  const content = contents === undefined ? null : octetsOf(only(contents, CONTEXT_0));
  const isData = oidOf(contentType) === OID.data;
  if (rest.length + more.length > 0 || smallNumberOf(version) !== (isData && signer.version === 1 ? 1 : 3))
    throw new NotAsExpected('one signer');
  if (digestNamed(only(digests, SET)) !== signer.digest) throw new NotAsExpected('the digest of the signer');
  return { contentType: oidOf(contentType), content, certificates, ...signer };
}

/** Whether its signer signed it, and with it the digest of what it stands under. `digestOf` makes one of the kind that the signer chose. */
export function isBySigner(signature: ReadSignature, digestOf: (digest: Digest) => Buffer): boolean {
  const { signed, signer, digest, contentType, signedBytes, value } = signature;
  if (oidOf(only(signed.get(OID.contentType), SET)) !== contentType) return false;
  if (!octetsOf(only(signed.get(OID.messageDigest), SET)).equals(digestOf(digest))) return false;
  return namesSigner(signed, signer) && verify(digest, signedBytes, signer.publicKey, value);
}

const CONTEXT_0 = 0xa0;
const CONTEXT_1 = 0xa1;
const KEY_IDENTIFIER = 0x80;

type Signer = Omit<ReadSignature, 'contentType' | 'content' | 'certificates'> & { readonly version: number };

function signerOf(part: Part, certificates: readonly X509Certificate[]): Signer {
  const [versionPart, who, digestPart, signedPart, algorithm, value, unsignedPart, ...more] = inside(part, SEQUENCE);
  if (more.length > 0 || signedPart === undefined) throw new NotAsExpected('a signer');
  const version = smallNumberOf(versionPart);
  const signer = certificates.find((certificate) => isNamed(certificate, who));
  if (!signer || version !== (who?.tag === KEY_IDENTIFIER ? 3 : 1)) throw new NotAsExpected('the certificate of the signer');
  const digest = digestNamed(digestPart);
  if (!fits(oidOf(inside(algorithm, SEQUENCE)[0]), digest, signer)) throw new NotAsExpected('a known signature');
  checkParameters(algorithm);
  return {
    version,
    signer,
    digest,
    signed: attributesOf(signedPart, CONTEXT_0),
    unsigned: unsignedPart === undefined ? new Map() : attributesOf(unsignedPart, CONTEXT_1),
    // RFC 5652, 5.4: what is signed is a set, what stands here is tagged otherwise.
    signedBytes: Buffer.concat([Buffer.from([SET]), signedPart.raw.subarray(1)]),
    value: octetsOf(value),
  };
}

function isNamed(certificate: X509Certificate, who: Part | undefined): boolean {
  const { serial, issuer } = partsOfCertificate(certificate.raw);
  if (who?.tag === SEQUENCE) {
    const [name, number, ...more] = inside(who, SEQUENCE);
    return more.length === 0 && name?.raw.equals(issuer.raw) === true && number?.raw.equals(serial.raw) === true;
  }
  if (who?.tag !== KEY_IDENTIFIER) return false;
  const identifier = extensionOf(certificate.raw, OID.subjectKeyIdentifier);
  return identifier !== null && who.body.equals(octetsOf(readWhole(identifier)));
}

function attributesOf(part: Part, tag: number): Map<string, Part> {
  const attributes = new Map<string, Part>();
  for (const attribute of inside(part, tag)) {
    const [name, values, ...more] = inside(attribute, SEQUENCE);
    if (values === undefined || more.length > 0 || attributes.has(oidOf(name))) throw new NotAsExpected('an attribute');
    attributes.set(oidOf(name), values);
  }
  return attributes;
}

const DIGESTS: ReadonlyMap<string, Digest> = new Map([
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
]);

export function digestNamed(algorithm: Part | undefined): Digest {
  const digest = DIGESTS.get(oidOf(inside(algorithm, SEQUENCE)[0]));
  if (digest === undefined) throw new NotAsExpected('SHA-256, SHA-384 or SHA-512');
  checkParameters(algorithm);
  return digest;
}

/** None of these algorithms has any; some write so, some write nothing. */
function checkParameters(algorithm: Part | undefined): void {
  const [, parameters, ...more] = inside(algorithm, SEQUENCE);
  if (more.length > 0 || (parameters !== undefined && !parameters.raw.equals(Buffer.from([0x05, 0x00]))))
    throw new NotAsExpected('an algorithm without parameters');
}

const SIGNATURES: Readonly<Record<'rsa' | 'ec', Readonly<Record<Digest, string>>>> = {
  rsa: { sha256: OID.sha256WithRsa, sha384: OID.sha384WithRsa, sha512: OID.sha512WithRsa },
  ec: { sha256: OID.ecdsaWithSha256, sha384: OID.ecdsaWithSha384, sha512: OID.ecdsaWithSha512 },
};

function fits(algorithm: string, digest: Digest, { publicKey }: X509Certificate): boolean {
  const kind = publicKey.asymmetricKeyType;
  if (kind === 'rsa') return algorithm === OID.rsa || algorithm === SIGNATURES.rsa[digest];
  return kind === 'ec' && algorithm === SIGNATURES.ec[digest];
}

/** The signature says which certificate it goes with (RFC 5035, RFC 2634), so that no other one of the same key can take its place. */
function namesSigner(signed: ReadonlyMap<string, Part>, signer: X509Certificate): boolean {
  const version2 = signed.get(OID.signingCertificateV2);
  const named = version2 ?? signed.get(OID.signingCertificate);
  const [first] = inside(inside(only(named, SET), SEQUENCE)[0], SEQUENCE);
  const [one, two] = inside(first, SEQUENCE);
  const digest = version2 === undefined ? 'sha1' : one?.tag === SEQUENCE ? digestNamed(one) : 'sha256';
  const hash = octetsOf(version2 !== undefined && one?.tag === SEQUENCE ? two : one);
  return createHash(digest).update(signer.raw).digest().equals(hash);
}

/** The signer's certificate and those that vouch for it, one above the other; null where others stand beside them. */
export function linked({ signer, certificates }: ReadSignature): X509Certificate[] | null {
  const chain = [signer];
  const left = certificates.filter((certificate) => certificate !== signer);
  for (let last = signer; left.length > 0;) {
    const index = left.findIndex((one) => last.checkIssued(one) && last.verify(one.publicKey));
    const [above] = index < 0 ? [] : left.splice(index, 1);
    if (!above) return null;
    chain.push(above);
    last = above;
  }
  const top = chain.at(-1) ?? signer;
  return top.checkIssued(top) && !top.verify(top.publicKey) ? null : chain;
}

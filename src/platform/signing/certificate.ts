import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type Instant, toInstant } from '#kernel/instant';
import { inside, NotAsExpected, octetsOf, oidOf, only, type Part, readWhole, SEQUENCE } from './asn1';
import { OID } from './oids';

/** What a certificate says, for people and for the database. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** In hexadecimal figures, as authorities print it. */
  readonly serial: string;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** SHA-256 of the certificate, in hexadecimal figures. */
  readonly fingerprint: string;
}

/** What documents are signed with. */
export interface SigningCertificate extends CertificateFacts {
  /** DER, the company's own first, then each that vouches for the one before. */
  readonly chain: readonly Buffer[];
  readonly key: KeyObject;
}

export function factsOf(der: Buffer): CertificateFacts {
  const certificate = new X509Certificate(der);
  return {
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    serial: certificate.serialNumber,
    notBefore: toInstant(certificate.validFrom),
    notAfter: toInstant(certificate.validTo),
    fingerprint: createHash('sha256').update(der).digest('hex'),
  };
}

const NAME_AT_MOST = 1000;

/** `CN=Ferretería Andina, O=…`: Node writes one part a line. */
const inOneLine = (name: string): string => name.split('\n').reverse().join(', ').slice(0, NAME_AT_MOST);

export const isOfToday = ({ notBefore, notAfter }: CertificateFacts, now: Instant): boolean => notBefore <= now && now < notAfter;

export function pemOf(chain: readonly Buffer[]): string {
  return chain.map((der) => new X509Certificate(der).toString()).join('');
}

export function chainOf(pem: string): Buffer[] {
  return pem
    .split(/(?<=-----END CERTIFICATE-----)/)
    .filter((part) => part.includes('BEGIN CERTIFICATE'))
    .map((part) => new X509Certificate(part).raw);
}

/** What the certificate says that its key is for (RFC 5280, 4.2.1.3): signatures, or promises that are not taken back. It may say nothing. */
export function signsDocuments(der: Buffer): boolean {
  const usage = extensionOf(der, OID.keyUsage);
  // A bit string: how many bits are not used, then the bits, the first one highest.
  return usage === null || ((readWhole(usage).body[1] ?? 0) & (DIGITAL_SIGNATURE | NON_REPUDIATION)) !== 0;
}

const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;

/** The values of a certificate that Node does not show, byte for byte (RFC 5280, 4.1). */
export function partsOfCertificate(der: Buffer): { readonly serial: Part; readonly issuer: Part; readonly extensions: readonly Part[] } {
  const parts = inside(inside(readWhole(der), SEQUENCE)[0], SEQUENCE);
  // The version comes first, where it is not the first.
  const [serial, , issuer] = parts[0]?.tag === VERSION ? parts.slice(1) : parts;
  if (!serial || !issuer) throw new NotAsExpected('a certificate');
  const extensions = parts.find(({ tag }) => tag === EXTENSIONS);
  return { serial, issuer, extensions: extensions ? inside(only(extensions, EXTENSIONS), SEQUENCE) : [] };
}

const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

/** What an extension of a certificate holds; null where the certificate has none of that name. */
export function extensionOf(der: Buffer, name: string): Buffer | null {
  for (const extension of partsOfCertificate(der).extensions) {
    const parts = inside(extension, SEQUENCE);
    if (oidOf(parts[0]) === name) return octetsOf(parts.at(-1));
  }
  return null;
}

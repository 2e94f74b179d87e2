import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { type Instant, toInstant } from '#kernel/instant';

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

export function pemOf(chain: readonly Buffer[]): string {
  return chain.map((der) => new X509Certificate(der).toString()).join('');
}

export function chainOf(pem: string): Buffer[] {
  return pem
    .split(/(?<=-----END CERTIFICATE-----)/)
    .filter((part) => part.includes('BEGIN CERTIFICATE'))
    .map((part) => new X509Certificate(part).raw);
}

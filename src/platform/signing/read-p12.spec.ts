import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { asn1, pki, pkcs12 } from 'node-forge';
import { toInstant } from '#kernel/instant';
import { readP12 } from './read-p12';
import { makeTrialCertificate } from './trial-certificate';

const NOW = toInstant('2027-03-01T09:00:00Z');

/** Files that OpenSSL 3 made. */
const file = (name: string) => readFileSync(resolve(__dirname, '../../../test/fixtures/signing', `${name}.p12`));

const codeOf = async (bytes: Buffer, password: string, now = NOW) => {
  const outcome = await readP12(bytes, password, now);
  return outcome.ok ? 'read' : outcome.refusal;
};

describe('a P12 file', () => {
  it.each([
    ['rsa', 'contraseña', 'rsa', 3],
    ['ec', 'secreto', 'ec', 3],
    ['legacy', 'contraseña', 'rsa', 3],
    ['triple-des', 'secreto', 'ec', 1],
    ['no-mac', 'secreto', 'ec', 1],
  ])('is read as OpenSSL writes it: %s', async (name, password, kind, length) => {
    const outcome = await readP12(file(name), password, NOW);
    if (!outcome.ok) throw new Error(outcome.refusal);
    const { subject, issuer, chain, key, notAfter } = outcome.value;
    expect(subject).toBe('CN=Ferretería Andina, O=Ferretería Andina S.A.C., C=PE');
    expect(issuer).toBe('CN=Emisora de Prueba, O=Autoridad de Prueba, C=PE');
    expect(notAfter).toMatch(/^2126-/);
    expect(key.asymmetricKeyType).toBe(kind);
    const certificates = chain.map((der) => new X509Certificate(der));
    expect(certificates).toHaveLength(length);
    expect(certificates[0]!.publicKey.equals(createPublicKey(key))).toBe(true);
    for (const [index, above] of certificates.slice(1).entries()) expect(certificates[index]!.verify(above.publicKey)).toBe(true);
  });

  it('is refused with a reason that its owner can do something about', async () => {
    expect(await codeOf(file('rsa'), 'contrasena')).toBe('wrong-password');
    expect(await codeOf(file('legacy'), '')).toBe('wrong-password');
    expect(await codeOf(file('no-mac'), 'otra')).toBe('wrong-password');
    expect(await codeOf(file('no-key'), 'secreto')).toBe('no-private-key');
    expect(await codeOf(file('no-certificate'), 'secreto')).toBe('no-certificate');
    expect(await codeOf(file('weak'), 'secreto')).toBe('weak-key');
    expect(await codeOf(file('ed25519'), 'secreto')).toBe('unknown-key');
    expect(await codeOf(file('cipher'), 'secreto')).toBe('not-for-signing');
    expect(await codeOf(file('ec'), 'secreto', toInstant('2126-12-31T00:00:00Z'))).toBe('expired');
    expect(await codeOf(file('ec'), 'secreto', toInstant('2020-01-01T00:00:00Z'))).toBe('not-yet-valid');
  });

  it('holds a key and the certificate of that key', async () => {
    const [one, other] = await Promise.all([makeTrialCertificate('Una', NOW), makeTrialCertificate('Otra', NOW)]);
    const packed = pkcs12.toPkcs12Asn1(
      pki.privateKeyFromPem(one.key.export({ format: 'pem', type: 'pkcs8' }).toString()),
      [pki.certificateFromPem(new X509Certificate(other.chain[0]!).toString())],
      'secreto',
      { algorithm: 'aes256' },
    );
    expect(await codeOf(Buffer.from(asn1.toDer(packed).getBytes(), 'binary'), 'secreto')).toBe('key-does-not-match');
  });

  it('is not just any file', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('hola'),
      Buffer.from('%PDF-1.7'),
      Buffer.alloc(300 * 1024),
      file('ec').subarray(0, 900),
    ])
      expect(await codeOf(bytes, 'secreto')).toBe('not-a-p12');
    expect(await codeOf(Buffer.from('30030201FF', 'hex'), 'secreto')).toBe('not-a-p12');
    expect(await codeOf(Buffer.concat([Buffer.from('3080'.repeat(50_000), 'hex')]), 'x')).toBe('not-a-p12');
  });
});

describe('a certificate made for trial', () => {
  it('is whole, carries the name of the company, and says what it is for', async () => {
    const made = await makeTrialCertificate('Ferretería Andina, «la de siempre» con un nombre que no cabe en sesenta y cuatro', NOW);
    const certificate = new X509Certificate(made.chain[0]!);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(made.key)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(made.subject).toContain('CN=Ferretería Andina');
    expect(made.issuer).toBe(made.subject);
    expect(made.notBefore).toBe('2027-03-01T09:00:00.000Z');
    expect(made.notAfter).toBe('2030-02-28T09:00:00.000Z');
    expect(made.key.asymmetricKeyDetails?.modulusLength).toBe(2048);
  });
});

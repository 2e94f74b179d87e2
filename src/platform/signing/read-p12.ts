import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { done, type Outcome, refused } from '#kernel/outcome';
import type { Instant } from '#kernel/instant';
import { factsOf, type SigningCertificate, signsDocuments } from './certificate';

/** Why a file is not what the company can sign with. */
export type P12Refusal =
  | 'not-a-p12'
  | 'wrong-password'
  /** It is locked in a way that we do not know how to open, or only in minutes. */
  | 'unknown-protection'
  | 'no-private-key'
  | 'no-certificate'
  | 'key-does-not-match'
  /** Neither RSA nor a common elliptic curve. */
  | 'unknown-key'
  | 'weak-key'
  | 'not-for-signing'
  | 'expired'
  | 'not-yet-valid';

const LARGEST_P12 = 256 * 1024;
const LEAST_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/** The certificate with its key and its chain, out of a PKCS#12 file (`.p12`, `.pfx`) as certification authorities hand it over. */
export async function readP12(bytes: Buffer, password: string, now: Instant): Promise<Outcome<SigningCertificate, P12Refusal>> {
  if (bytes.length > LARGEST_P12) return refused('not-a-p12');
  const contents = await unlock(bytes, password);
  if ('refusal' in contents) return refused(contents.refusal);
  const keys = contents.keys.flatMap(keyIn);
  if (contents.keys.length === 0) return refused('no-private-key');
  if (keys.length === 0) return refused('unknown-key');
  const certificates = contents.certificates.flatMap(certificateIn);
  if (certificates.length === 0) return refused('no-certificate');
  for (const key of keys) {
    const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (own) return judged(own, key, certificates, now);
  }
  return refused('key-does-not-match');
}

function judged(
  own: X509Certificate,
  key: KeyObject,
  certificates: readonly X509Certificate[],
  now: Instant,
): Outcome<SigningCertificate, P12Refusal> {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    if (modulusLength < LEAST_RSA_BITS) return refused('weak-key', { bits: modulusLength });
  } else if (key.asymmetricKeyType !== 'ec' || !CURVES.includes(namedCurve)) return refused('unknown-key');
  if (!signsDocuments(own.raw)) return refused('not-for-signing');
  const facts = factsOf(own.raw);
  if (now >= facts.notAfter) return refused('expired', { notAfter: facts.notAfter });
  if (now < facts.notBefore) return refused('not-yet-valid', { notBefore: facts.notBefore });
  return done({ ...facts, chain: chainFrom(own, certificates).map(({ raw }) => raw), key });
}

/** From the company's own upwards, as far as the file goes. */
function chainFrom(own: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let last = own; ;) {
    const above = certificates.find((one) => !chain.includes(one) && last.checkIssued(one) && last.verify(one.publicKey));
    if (!above) return chain;
    chain.push(above);
    last = above;
  }
}

function keyIn(der: Buffer): KeyObject[] {
  try {
    return [createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })];
  } catch {
    return [];
  }
}

function certificateIn(der: Buffer): X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return [];
  }
}

type Contents = { readonly keys: readonly Buffer[]; readonly certificates: readonly Buffer[] };
type Answer = { readonly keys: readonly Uint8Array[]; readonly certificates: readonly Uint8Array[] } | { readonly refusal: P12Refusal };

const PATIENCE_MS = 30_000;

/** In a thread of its own: the file says how many million times its password is to be hashed. */
function unlock(bytes: Buffer, password: string): Promise<Contents | { readonly refusal: P12Refusal }> {
  return new Promise((resolve) => {
    const worker = new Worker(UNLOCK, {
      eval: true,
      workerData: { library: require.resolve('node-forge'), bytes, password },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stderr: true,
    });
    const end = (answer: Contents | { readonly refusal: P12Refusal }): void => {
      clearTimeout(patience);
      void worker.terminate();
      resolve(answer);
    };
    const patience = setTimeout(() => end({ refusal: 'unknown-protection' }), PATIENCE_MS);
    worker.on('message', (answer: Answer) =>
      end(
        'refusal' in answer
          ? answer
          : { keys: answer.keys.map((der) => Buffer.from(der)), certificates: answer.certificates.map((der) => Buffer.from(der)) },
      ),
    );
    worker.on('error', () => end({ refusal: 'not-a-p12' }));
    worker.on('exit', () => end({ refusal: 'not-a-p12' }));
  });
}

// Plain text because a thread starts from a file of its own, which would have one name in the build and another in the tests.
// The library is this thread's alone: it is told to hand over keys and certificates as they are, of kinds too that it does not know
// (elliptic curves), and to hash as the standard says, with passwords in UTF-8, natively.
const UNLOCK = `
const { pbkdf2Sync } = require('node:crypto');
const { parentPort, workerData } = require('node:worker_threads');
const forge = require(workerData.library);
const asItIs = () => { throw new Error('as it is'); };
forge.pki.privateKeyFromAsn1 = asItIs;
forge.pki.certificateFromAsn1 = asItIs;
forge.pkcs5.pbkdf2 = (password, salt, times, length, md) =>
  pbkdf2Sync(Buffer.from(password, 'utf8'), Buffer.from(salt, 'binary'), times, length, md ? md.algorithm : 'sha1').toString('binary');
const der = (asn1) => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;
const unlocked = () => {
  let pfx;
  try {
    pfx = forge.asn1.fromDer(Buffer.from(workerData.bytes).toString('binary'));
  } catch {
    return { refusal: 'not-a-p12' };
  }
  try {
    const bags = forge.pkcs12.pkcs12FromAsn1(pfx, false, workerData.password).safeContents.flatMap(({ safeBags }) => safeBags);
    const those = (...types) => bags.filter(({ type, asn1 }) => types.includes(type) && asn1).map(({ asn1 }) => der(asn1));
    return { keys: those(keyBag, pkcs8ShroudedKeyBag), certificates: those(certBag) };
  } catch (error) {
    const says = String(error && error.message);
    if (/password|decrypt/i.test(says)) return { refusal: 'wrong-password' };
    return { refusal: /unsupported|unknown/i.test(says) ? 'unknown-protection' : 'not-a-p12' };
  }
};
parentPort.postMessage(unlocked());
`;

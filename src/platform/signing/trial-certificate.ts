import { createHash, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { newSecret } from '#kernel/id';
import { type Instant, plusDaysOf24Hours } from '#kernel/instant';
import { factsOf, type SigningCertificate } from './certificate';
import { bits, integer, moment, nothing, octets, oid, sequence, set, tagged, text, truth } from './der';
import { OID } from './oids';

const KEY_BITS = 2048;
const YEARS = 3;
/** RFC 5280: a common name has at most 64 characters. */
const LONGEST_NAME = 64;

/** A certificate that the company makes for itself, to try signing with: whole, but nobody else vouches for it. The key is made beside the requests. */
export async function makeTrialCertificate(company: string, now: Instant): Promise<SigningCertificate> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: KEY_BITS });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const name = nameOf(company);
  const algorithm = sequence(oid(OID.sha256WithRsa), nothing());
  const facts = sequence(
    tagged(0xa0, integer(2)),
    serial(),
    algorithm,
    name,
    sequence(moment(now), moment(plusDaysOf24Hours(now, YEARS * 365))),
    name,
    spki,
    tagged(0xa3, extensions(spki)),
  );
  const signature = await promisify(sign)('sha256', facts, privateKey);
  const der = sequence(facts, algorithm, bits(signature));
  return { ...factsOf(der), chain: [der], key: privateKey };
}

function nameOf(company: string): Buffer {
  const words = Array.from(company).slice(0, LONGEST_NAME).join('');
  return sequence(...[OID.organisation, OID.commonName].map((part) => set(sequence(oid(part), text(words)))));
}

/** Not negative, at most 20 bytes, not to be guessed. */
function serial(): Buffer {
  const bytes = Buffer.from(newSecret(16), 'base64url');
  return integer(Buffer.concat([Buffer.from([0x40 | ((bytes[0] ?? 0) & 0x3f)]), bytes.subarray(1)]));
}

function extensions(spki: Buffer): Buffer {
  const identifier = createHash('sha1').update(spki).digest();
  // Digital signature and non-repudiation: the two highest bits.
  const usage = bits(Buffer.from([0xc0]), 6);
  return sequence(
    sequence(oid(OID.basicConstraints), truth(), octets(sequence())),
    sequence(oid(OID.keyUsage), truth(), octets(usage)),
    sequence(oid(OID.subjectKeyIdentifier), octets(octets(identifier))),
  );
}

import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { CompactSign, compactVerify, decodeProtectedHeader, type CompactJWSHeaderParameters } from 'jose';
import { isId, newId, type SigningKeyId } from '#kernel/id';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Clock } from '#platform/time/clock';
import type { SigningKeyEntity } from './data/signing-key.entity';
import { SigningKeyRows } from './data/signing-keys.repository';
import { Seal } from './seal';

/** EdDSA for what modern tools read; RS256 for what must be read by all: every verifier of badges and every browser knows it. */
export type SigningAlgorithm = SigningKeyEntity['algorithm'];

/** A public key as `/.well-known/jwks.json` shows it. */
export interface PublicKey {
  readonly kty: string;
  readonly kid: SigningKeyId;
  readonly alg: SigningAlgorithm;
  readonly use: 'sig';
  readonly [part: string]: unknown;
}

export interface VerifiedJws {
  readonly header: Readonly<Record<string, unknown>> & { readonly kid: SigningKeyId };
  readonly payload: unknown;
}

type Header = Omit<CompactJWSHeaderParameters, 'alg'>;

const WHAT = 'key that signs records';
const USES = { EdDSA: 'jws', RS256: 'jws-rs256' } as const;

/** The company's own keys for records that machines read (RFC 7515). The first is made when it is needed first. */
@Injectable()
export class SigningKeys {
  private readonly opened = new Map<string, KeyObject>();

  constructor(
    private readonly rows: SigningKeyRows,
    private readonly work: UnitOfWork,
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  /**
   * The payload as compact JWS. A header that names its key in its own way is made from the public key.
   * @throws SealBroken where SECRET_KEY is another one than the key was stored under.
   */
  async signJws(
    payload: object,
    header: Header | ((key: PublicKey) => Header) = {},
    algorithm: SigningAlgorithm = 'EdDSA',
  ): Promise<string> {
    const row = (await this.rows.inUse(USES[algorithm])) ?? (await this.make(algorithm));
    const own = typeof header === 'function' ? header(shown(row)) : header;
    return new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ kid: row.id, ...own, alg: row.algorithm })
      .sign(this.privateKey(row));
  }

  /** What was signed with one of the company's keys, a retired one too; null for anything else. */
  async verifyJws(jws: string, { typ }: { readonly typ?: string } = {}): Promise<VerifiedJws | null> {
    try {
      const { kid } = decodeProtectedHeader(jws);
      // The name of a key, or an address that ends with it.
      const id = typeof kid === 'string' ? kid.replace(/^.*\//, '') : '';
      const row = isId(id) ? await this.rows.byId(id) : null;
      if (row === null) return null;
      const { payload, protectedHeader } = await compactVerify(jws, publicKeyOf(row), { algorithms: [row.algorithm] });
      if (typ !== undefined && protectedHeader.typ !== typ) return null;
      return { header: { ...protectedHeader, kid: row.id }, payload: JSON.parse(Buffer.from(payload).toString('utf8')) as unknown };
    } catch (error) {
      if (isAboutTheJws(error)) return null;
      throw error;
    }
  }

  /** All of them, for whoever verifies without us: what a retired key has signed stays signed. */
  async publicKeys(): Promise<{ readonly keys: readonly PublicKey[] }> {
    return { keys: (await this.rows.all()).map(shown) };
  }

  /** Null for an id that no key has. */
  async publicKey(id: string): Promise<PublicKey | null> {
    const row = isId(id) ? await this.rows.byId(id) : null;
    return row && shown(row);
  }

  /** Makes a new key and retires the one in use. Within the caller's unit of work, so that its audit line stands or falls with it. */
  async renew(algorithm: SigningAlgorithm = 'EdDSA'): Promise<SigningKeyId> {
    const fresh = await this.fresh(algorithm);
    await this.work.run(async () => {
      // Where another process puts its own in between, that one is retired too.
      do await this.rows.retire(USES[algorithm], this.clock.now());
      while (!(await this.rows.add(fresh)));
    });
    return fresh.id;
  }

  /** False where SECRET_KEY no longer opens a key in use; true while there is none. */
  async opens(): Promise<boolean> {
    const rows = await Promise.all(Object.values(USES).map((use) => this.rows.inUse(use)));
    return rows.every((row) => row === null || this.seal.opens(row.privateKey, row.id));
  }

  private async make(algorithm: SigningAlgorithm): Promise<SigningKeyEntity> {
    const fresh = await this.fresh(algorithm);
    return this.work.run(async () => {
      if (await this.rows.add(fresh)) return fresh;
      const others = await this.rows.inUse(USES[algorithm]);
      if (others === null) throw new Error('the key that another process made is gone again');
      return others;
    });
  }

  private async fresh(algorithm: SigningAlgorithm): Promise<SigningKeyEntity> {
    const { publicKey, privateKey } = await pair(algorithm);
    const id = newId<'signing-key'>();
    return {
      id,
      algorithm,
      usedFor: 'jws',
      inUse: USES[algorithm],
      publicJwk: JSON.stringify(publicKey.export({ format: 'jwk' })),
      privateKey: this.seal.close(privateKey.export({ format: 'der', type: 'pkcs8' }), id),
      createdAt: this.clock.now(),
      retiredAt: null,
    };
  }

  private privateKey(row: SigningKeyEntity): KeyObject {
    const known = this.opened.get(row.id);
    if (known) return known;
    const key = createPrivateKey({ key: this.seal.open(row.privateKey, row.id, WHAT), format: 'der', type: 'pkcs8' });
    this.opened.set(row.id, key);
    return key;
  }
}

const generate = promisify(generateKeyPair);

const pair = (algorithm: SigningAlgorithm) => (algorithm === 'EdDSA' ? generate('ed25519') : generate('rsa', { modulusLength: RSA_BITS }));

/** Enough for what is to be believed for decades (NIST SP 800-57: beyond 2030). */
const RSA_BITS = 3072;

const shown = ({ publicJwk, id, algorithm }: SigningKeyEntity): PublicKey => ({
  ...(JSON.parse(publicJwk) as { kty: string }),
  kid: id,
  alg: algorithm,
  use: 'sig',
});

const publicKeyOf = (row: SigningKeyEntity): KeyObject =>
  createPublicKey({ key: JSON.parse(row.publicJwk) as Record<string, string>, format: 'jwk' });

/** A text that is no JWS, is signed otherwise, or holds no JSON; a database that does not answer is something else. */
function isAboutTheJws(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError || String((error as { code?: unknown }).code).startsWith('ERR_J');
}

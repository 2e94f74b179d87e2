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

/** A public key as `/.well-known/jwks.json` shows it. */
export interface PublicKey {
  readonly kty: string;
  readonly kid: SigningKeyId;
  readonly alg: 'EdDSA' | 'RS256';
  readonly use: 'sig';
  readonly [part: string]: unknown;
}

export interface VerifiedJws {
  readonly header: Readonly<Record<string, unknown>> & { readonly kid: SigningKeyId };
  readonly payload: unknown;
}

const WHAT = 'key that signs records';

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

  /** The payload as compact JWS. @throws SealBroken where SECRET_KEY is another one than the key was stored under. */
  async signJws(payload: object, header: Omit<CompactJWSHeaderParameters, 'alg' | 'kid'> = {}): Promise<string> {
    const row = (await this.rows.inUse()) ?? (await this.make());
    return new CompactSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ ...header, alg: row.algorithm, kid: row.id })
      .sign(this.privateKey(row));
  }

  /** What was signed with one of the company's keys, a retired one too; null for anything else. */
  async verifyJws(jws: string, { typ }: { readonly typ?: string } = {}): Promise<VerifiedJws | null> {
    try {
      const { kid } = decodeProtectedHeader(jws);
      const row = typeof kid === 'string' && isId(kid) ? await this.rows.byId(kid) : null;
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
    const rows = await this.rows.all();
    return {
      keys: rows.map((row) => ({ ...(JSON.parse(row.publicJwk) as { kty: string }), kid: row.id, alg: row.algorithm, use: 'sig' })),
    };
  }

  /** Makes a new key and retires the one in use. Within the caller's unit of work, so that its audit line stands or falls with it. */
  async renew(): Promise<SigningKeyId> {
    const fresh = await this.fresh();
    await this.work.run(async () => {
      // Where another process puts its own in between, that one is retired too.
      do await this.rows.retire(this.clock.now());
      while (!(await this.rows.add(fresh)));
    });
    return fresh.id;
  }

  /** False where SECRET_KEY no longer opens the key; true while there is none. */
  async opens(): Promise<boolean> {
    const row = await this.rows.inUse();
    return row === null || this.seal.opens(row.privateKey, row.id);
  }

  private async make(): Promise<SigningKeyEntity> {
    const fresh = await this.fresh();
    return this.work.run(async () => {
      if (await this.rows.add(fresh)) return fresh;
      const others = await this.rows.inUse();
      if (others === null) throw new Error('the key that another process made is gone again');
      return others;
    });
  }

  private async fresh(): Promise<SigningKeyEntity> {
    const { publicKey, privateKey } = await promisify(generateKeyPair)('ed25519');
    const id = newId<'signing-key'>();
    return {
      id,
      algorithm: 'EdDSA',
      usedFor: 'jws',
      inUse: 'jws',
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

const publicKeyOf = (row: SigningKeyEntity): KeyObject =>
  createPublicKey({ key: JSON.parse(row.publicJwk) as Record<string, string>, format: 'jwk' });

/** A text that is no JWS, is signed otherwise, or holds no JSON; a database that does not answer is something else. */
function isAboutTheJws(error: unknown): boolean {
  return error instanceof TypeError || error instanceof SyntaxError || String((error as { code?: unknown }).code).startsWith('ERR_J');
}

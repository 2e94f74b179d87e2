import { createPrivateKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CompanyCertificateId, newId } from '#kernel/id';
import { type Instant, milliseconds } from '#kernel/instant';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Clock } from '#platform/time/clock';
import { type CertificateFacts, chainOf, factsOf, pemOf, type SigningCertificate } from './certificate';
import type { CompanyCertificateEntity } from './data/company-certificate.entity';
import { CompanyCertificateRows } from './data/company-certificates.repository';
import { Seal } from './seal';

/** A certificate of the company, in use or of former days, without its key. */
export interface CompanyCertificate extends CertificateFacts {
  readonly id: CompanyCertificateId;
  /** Made here, for trial: nobody else vouches for it. */
  readonly selfMade: boolean;
  readonly addedAt: Instant;
  /** Null for the one in use. */
  readonly retiredAt: Instant | null;
}

export type CertificateState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sealed' }
  /** Below zero it is over, and nothing is signed with it. */
  | { readonly kind: 'ready' | 'ending'; readonly subject: string; readonly daysLeft: number };

const DAY = 86_400_000;
const NEAR_DAYS = 30;

/** What the company signs documents with, and what it signed them with before. */
@Injectable()
export class CompanyCertificates {
  private opened: { readonly id: string; readonly certificate: SigningCertificate } | null = null;

  constructor(
    private readonly rows: CompanyCertificateRows,
    private readonly work: UnitOfWork,
    private readonly seal: Seal,
    private readonly clock: Clock,
  ) {}

  /** The one in use, ready to sign; null while the company has none. @throws SealBroken under another SECRET_KEY. */
  async toSignWith(): Promise<SigningCertificate | null> {
    const row = await this.rows.inUse();
    if (row === null) return null;
    if (this.opened?.id !== row.id) this.opened = { id: row.id, certificate: this.open(row) };
    return this.opened.certificate;
  }

  async inUse(): Promise<CompanyCertificate | null> {
    const row = await this.rows.inUse();
    return row && shown(row);
  }

  /** The newest first. */
  async all(): Promise<CompanyCertificate[]> {
    return (await this.rows.all()).map(shown);
  }

  /** Which certificate of the company, of today or of former days, a signature was made with, its whole chain included; null for a stranger's. */
  async recognise(chain: readonly Buffer[]): Promise<CompanyCertificate | null> {
    const [own] = chain;
    if (own === undefined) return null;
    const rows = await this.rows.byFingerprint(factsOf(own).fingerprint);
    const row = rows.find((one) => isSame(chainOf(one.chain), chain));
    return row ? shown(row) : null;
  }

  /** Puts it to use in place of the one before. Within the caller's unit of work, so that its audit line stands or falls with it. */
  async use({ chain, key, ...facts }: SigningCertificate, { selfMade }: { readonly selfMade: boolean }): Promise<CompanyCertificateId> {
    const id = newId<'company-certificate'>();
    const row: CompanyCertificateEntity = {
      id,
      ...facts,
      chain: pemOf(chain),
      privateKey: this.seal.close(key.export({ format: 'der', type: 'pkcs8' }), id),
      selfMade: selfMade ? 1 : 0,
      inUse: 'pdf',
      addedAt: this.clock.now(),
      retiredAt: null,
    };
    await this.work.run(async () => {
      // Where another process puts its own in between, that one is retired too.
      do await this.rows.retire(row.addedAt);
      while (!(await this.rows.add(row)));
    });
    return id;
  }

  /** From now on nothing is signed. False where nothing was. */
  retire(): Promise<boolean> {
    return this.work.run(async () => (await this.rows.retire(this.clock.now())) > 0);
  }

  /** What an operator should know. An alarm is for a key that SECRET_KEY does not open, and for an end that is near; to have none is a choice. */
  async state(): Promise<CertificateState> {
    const row = await this.rows.inUse();
    if (row === null) return { kind: 'none' };
    if (!this.seal.opens(row.privateKey, row.id)) return { kind: 'sealed' };
    const daysLeft = Math.floor((milliseconds(row.notAfter) - milliseconds(this.clock.now())) / DAY);
    return { kind: daysLeft < NEAR_DAYS ? 'ending' : 'ready', subject: row.subject, daysLeft };
  }

  private open(row: CompanyCertificateEntity): SigningCertificate {
    const { subject, issuer, serial, notBefore, notAfter, fingerprint } = row;
    const pkcs8 = this.seal.open(row.privateKey, row.id, 'key of the company certificate');
    const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
    return { subject, issuer, serial, notBefore, notAfter, fingerprint, chain: chainOf(row.chain), key };
  }
}

const isSame = (one: readonly Buffer[], other: readonly Buffer[]): boolean =>
  one.length === other.length && one.every((der, index) => other[index]?.equals(der) === true);

function shown(row: CompanyCertificateEntity): CompanyCertificate {
  const { id, subject, issuer, serial, notBefore, notAfter, fingerprint, selfMade, addedAt, retiredAt } = row;
  return { id, subject, issuer, serial, notBefore, notAfter, fingerprint, selfMade: selfMade === 1, addedAt, retiredAt };
}

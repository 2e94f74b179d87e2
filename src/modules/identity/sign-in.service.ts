import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { type Instant, milliseconds } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ANY_BROWSER, type Browser } from '#platform/http/context';
import { type Account, Credentials } from './data/credentials.repository';
import type { SecretKind } from './domain/lock-out';
import { canonicalPassword } from './domain/password';
import { Doorkeeper } from './doorkeeper.service';
import { Hashing } from './hashing.service';
import { hashOfToken } from './secrets';
import { SessionService } from './session.service';

/** Who somebody says they are, and the secret that should prove it. */
export type Claim =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'pin'; readonly personCode: string; readonly pin: string };

export type SignInRefusal = 'wrong' | 'locked' | 'throttled';

/** Nobody's id: the statement runs and finds no row, as long as it would with one. */
const NOBODY = '00000000-0000-7000-8000-000000000000' as PersonId;

@Injectable()
export class SignInService {
  constructor(
    private readonly credentials: Credentials,
    private readonly hashing: Hashing,
    private readonly doorkeeper: Doorkeeper,
    private readonly sessions: SessionService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** The same answer, after the same work, whether the account does not exist, was never activated, or the secret is wrong. */
  async signIn(ctx: Context, claim: Claim, address: string, browser: Browser = ANY_BROWSER): Promise<Outcome<string, SignInRefusal>> {
    const seconds = await this.doorkeeper.book(address);
    if (seconds !== null) return refused('throttled', { minutes: Math.ceil(seconds / 60) });
    const account = await this.credentials.account(identifierOf(claim));
    const hash = hashFor(account, claim.kind);
    const until = await this.bookTry(ctx, claim, hash === null ? null : account);
    if (until !== null) return refused('locked', { minutes: minutesUntil(until, ctx.now) });
    const fits = await this.hashing.fits(secretOf(claim), hash);
    if (!fits || !account) return refused('wrong');
    await this.doorkeeper.pardon(address);
    return done(await this.welcome(ctx, account, browser));
  }

  async signOut(ctx: Context, token: string): Promise<void> {
    await this.work.run(async () => {
      await this.sessions.end(token);
      if (ctx.actor.kind === 'person')
        await this.audit.record(ctx, { action: 'session.ended', subject: { type: 'person', id: ctx.actor.personId } });
    });
  }

  private async bookTry(ctx: Context, claim: Claim, account: Account | null): Promise<Instant | null> {
    const until = await this.work.run(() => this.credentials.bookTry(account?.personId ?? NOBODY, claim.kind, ctx.now));
    return account ? until : this.doorkeeper.bookStranger(hashOfToken(JSON.stringify(identifierOf(claim))), claim.kind, ctx.now);
  }

  private async welcome(ctx: Context, account: Account, browser: Browser): Promise<string> {
    const { personId } = account;
    return this.work.run(async () => {
      await this.credentials.forgive(personId);
      const detail = browser.deviceToken === null ? {} : { detail: { sharedDevice: true } };
      await this.audit.record(asThemselves(ctx, account), {
        action: 'session.begun',
        subject: { type: 'person', id: personId },
        ...detail,
      });
      return this.sessions.begin(personId, ctx.now, browser);
    });
  }
}

/** Who signs in is nobody until then; the log names the person. */
export function asThemselves(ctx: Context, { personId, givenName, familyName }: Account): Context {
  return { ...ctx, actor: { kind: 'person', personId, name: `${givenName} ${familyName}`, roles: [], isManager: false, supplierIds: [] } };
}

const identifierOf = (claim: Claim): { email: string } | { codeKey: string } =>
  claim.kind === 'password' ? { email: claim.email.trim().toLowerCase() } : { codeKey: claim.personCode.trim().toUpperCase() };

const secretOf = (claim: Claim): string => (claim.kind === 'password' ? canonicalPassword(claim.password) : claim.pin);

/** An account without this kind of secret is as good as none: nobody can lock HR out by guessing PINs. */
const hashFor = (account: Account | null, kind: SecretKind): string | null =>
  (kind === 'password' ? account?.passwordHash : account?.pinHash) ?? null;

export const minutesUntil = (until: Instant, now: Instant): number =>
  Math.max(1, Math.ceil((milliseconds(until) - milliseconds(now)) / 60_000));

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { Browser } from '#platform/http/context';
import { Activations } from './data/activations.repository';
import { Credentials } from './data/credentials.repository';
import { RoleGrants } from './data/role-grants.repository';
import type { Grant, NamedGrant } from './domain/grant';
import type { SecretKind } from './domain/lock-out';
import { canonicalOf, refusalOfSecret, type SecretRefusal } from './domain/new-secret';
import { canonicalPassword, type Naming, refusalOfPassword, type PasswordRefusal } from './domain/password';
import { Hashing } from './hashing.service';
import { SessionService } from './session.service';
import { minutesUntil } from './sign-in.service';

export type ChangeRefusal = SecretRefusal | 'wrong' | 'locked' | 'no-access';

/** What somebody may do here, and the secret with which they prove who they are. */
@Injectable()
export class AccountService {
  constructor(
    private readonly credentials: Credentials,
    private readonly grants: RoleGrants,
    private readonly activations: Activations,
    private readonly sessions: SessionService,
    private readonly hashing: Hashing,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  grantsOf(personId: PersonId): Promise<NamedGrant[]> {
    return this.grants.of(personId);
  }

  async grant(ctx: Context, personId: PersonId, grant: Grant): Promise<Outcome<undefined, 'no-such-person' | 'already-granted'>> {
    return this.work.run(async () => {
      if (!(await this.credentials.account({ personId }))) return refused('no-such-person');
      if ((await this.grants.holdersWhileLocked(grant)).includes(personId)) return refused('already-granted');
      await this.grants.add(personId, grant, ctx.now, ctx.actor.kind === 'person' ? ctx.actor.personId : null);
      // A slip that a manager printed before must not open what the role now opens.
      for (const purpose of ['slip', 'help'] as const) await this.activations.replaceOf([personId], purpose, ctx.now);
      await this.audit.record(ctx, { action: 'role.granted', subject: { type: 'person', id: personId }, detail: { ...grant } });
      return done();
    });
  }

  /** The last person of HR keeps the role: somebody must be able to give it back. */
  async revoke(ctx: Context, personId: PersonId, grant: Grant): Promise<Outcome<undefined, 'not-granted' | 'last-of-hr'>> {
    return this.work.run(async () => {
      const holders = await this.grants.holdersWhileLocked(grant);
      if (!holders.includes(personId)) return refused('not-granted');
      if (grant.role === 'hr' && holders.length === 1) return refused('last-of-hr');
      await this.grants.revoke(personId, grant, ctx.now);
      await this.audit.record(ctx, { action: 'role.revoked', subject: { type: 'person', id: personId }, detail: { ...grant } });
      return done();
    });
  }

  /** For set-up: judged and hashed before the unit of work, because hashing is slow on purpose. */
  async prepareFirst(password: string, naming: Naming): Promise<Outcome<string, PasswordRefusal>> {
    const refusal = refusalOfPassword(password, naming);
    return refusal ? refused(refusal) : done(await this.hashing.hash(canonicalPassword(password)));
  }

  /** Inside the unit of work that sets the company up: its first account, with HR's role, signed in. */
  async openFirst(ctx: Context, personId: PersonId, passwordHash: string): Promise<string> {
    await this.credentials.replace(personId, 'password', passwordHash, ctx.now);
    await this.grant(ctx, personId, { role: 'hr', supplierId: null });
    return this.sessions.begin(personId, ctx.now);
  }

  /** The kind of secret that this person signs in with; null before they have activated their access. */
  async kindOf(personId: PersonId): Promise<SecretKind | null> {
    const account = await this.credentials.account({ personId });
    if (account?.passwordHash != null) return 'password';
    return account?.pinHash == null ? null : 'pin';
  }

  /** A new password or PIN, for whoever knows the old one. Every other device is signed out; this one gets a new session. */
  async changeSecret(
    ctx: Context,
    personId: PersonId,
    { current, next }: { readonly current: string; readonly next: string },
    browser: Browser,
  ): Promise<Outcome<string, ChangeRefusal>> {
    const account = await this.credentials.account({ personId });
    const kind = await this.kindOf(personId);
    if (!account || kind === null) return refused('no-access');
    const until = await this.work.run(() => this.credentials.bookTry(personId, kind, ctx.now));
    if (until !== null) return refused('locked', { minutes: minutesUntil(until, ctx.now) });
    const held = kind === 'password' ? account.passwordHash : account.pinHash;
    if (!(await this.hashing.fits(canonicalOf(kind, current), held))) return refused('wrong');
    const refusal = refusalOfSecret(kind, next, account);
    if (refusal) {
      await this.work.run(() => this.credentials.forgive(personId));
      return refused(refusal);
    }
    const hash = await this.hashing.hash(canonicalOf(kind, next));
    return this.work.run(async () => {
      await this.credentials.replace(personId, kind, hash, ctx.now);
      await this.sessions.endAllOf(personId);
      await this.audit.record(ctx, { action: 'secret.changed', subject: { type: 'person', id: personId }, detail: { kind } });
      return done(await this.sessions.begin(personId, ctx.now, browser));
    });
  }

  /** For somebody who forgot, or whose phone was lost: nobody is in as them any more, and every way in that was open is shut. */
  async reset(ctx: Context, personId: PersonId): Promise<Outcome<undefined, 'no-such-person'>> {
    return this.work.run(async () => {
      if (!(await this.credentials.account({ personId }))) return refused('no-such-person');
      await this.credentials.withdraw(personId, ctx.now);
      await this.activations.replaceEveryOf(personId, ctx.now);
      await this.sessions.endAllOf(personId);
      await this.audit.record(ctx, { action: 'access.reset', subject: { type: 'person', id: personId } });
      return done();
    });
  }
}

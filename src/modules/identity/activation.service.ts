import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ANY_BROWSER, type Browser } from '#platform/http/context';
import { MailOutbox } from '#platform/mail/outbox';
import { ActivationSecrets } from './activation-secrets.service';
import { type Activation, Activations } from './data/activations.repository';
import { type Account, Credentials, hasAccess } from './data/credentials.repository';
import { ACTIVATION_DAYS, type ActivationRefusal, refusalOfActivation } from './domain/activation';
import type { SecretKind } from './domain/lock-out';
import { canonicalOf, kindFor, refusalOfSecret, type SecretRefusal } from './domain/new-secret';
import { Doorkeeper } from './doorkeeper.service';
import { Hashing } from './hashing.service';
import { SessionService } from './session.service';
import { asThemselves } from './sign-in.service';

export interface OpenActivation {
  readonly account: Account;
  /** What this person chooses: a password, or a PIN. */
  readonly kind: SecretKind;
}

/** What is printed for one person. */
export interface Slip {
  readonly account: Account;
  readonly code: string;
}

export type LookRefusal = ActivationRefusal | 'activation-unknown' | 'throttled';

/** The first way in: a link by mail, or a slip of paper. Nobody ever gets a password from us. */
@Injectable()
export class ActivationService {
  constructor(
    private readonly activations: Activations,
    private readonly secrets: ActivationSecrets,
    private readonly credentials: Credentials,
    private readonly sessions: SessionService,
    private readonly hashing: Hashing,
    private readonly doorkeeper: Doorkeeper,
    private readonly outbox: MailOutbox,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** A new link by mail; the one before it no longer works. */
  async sendLink(ctx: Context, personId: PersonId): Promise<Outcome<{ readonly email: string }, 'no-such-person' | 'no-email'>> {
    return this.work.run(async () => {
      const account = await this.credentials.account({ personId });
      if (!account) return refused('no-such-person');
      const { email, givenName, language: locale } = account;
      if (email === null) return refused('no-email');
      for (const { secret, activation } of (await this.secrets.issue(ctx, [personId], 'link')).issued) {
        const data = { name: givenName, link: this.secrets.addressOf(secret), days: ACTIVATION_DAYS.link };
        await this.outbox.send({ to: email, template: 'identity/mail/activation', locale, data, uniqueKey: `activation:${activation.id}` });
      }
      await this.audit.record(ctx, { action: 'activation.link-sent', subject: { type: 'person', id: personId } });
      return done({ email });
    });
  }

  /**
   * New slips; the ones that these people had no longer work. Unknown ids get none, nor does whoever has a way in already
   * when only those without one are meant: a slip would open somebody's account to whoever prints it.
   */
  async makeSlips(
    ctx: Context,
    personIds: readonly PersonId[],
    { onlyWithoutAccess = false }: { readonly onlyWithoutAccess?: boolean } = {},
  ): Promise<{ readonly slips: readonly Slip[]; readonly replaced: number }> {
    return this.work.run(async () => {
      const accounts = (await this.credentials.accounts(personIds)).filter((account) => !onlyWithoutAccess || !hasAccess(account));
      const ids = accounts.map(({ personId }) => personId);
      const { issued, replaced } = await this.secrets.issue(ctx, ids, 'slip');
      const codes = new Map(issued.map(({ personId, secret }) => [personId, secret]));
      const subject = ids.length === 1 && ids[0] ? { type: 'person', id: ids[0] } : { type: 'slips', id: ctx.requestId };
      await this.audit.record(ctx, { action: 'activation.slips-made', subject, detail: { people: ids, replaced } });
      return { slips: accounts.map((account) => ({ account, code: codes.get(account.personId) ?? '' })), replaced };
    });
  }

  /** Whose link or code this is. Changes nothing: mail programs open links by themselves. */
  async look(ctx: Context, typed: string, address: string): Promise<Outcome<OpenActivation, LookRefusal>> {
    const found = await this.find(ctx, typed, address);
    return found.ok ? done({ account: found.value.account, kind: kindFor(found.value.account) }) : found;
  }

  /** Sets the secret that the person chose and signs them in. Of any number of tries at once, one does it. */
  async activate(
    ctx: Context,
    typed: string,
    secret: string,
    address: string,
    browser: Browser = ANY_BROWSER,
  ): Promise<Outcome<string, LookRefusal | SecretRefusal>> {
    const found = await this.find(ctx, typed, address);
    if (!found.ok) return found;
    const { activation, account } = found.value;
    const kind = kindFor(account);
    const refusal = refusalOfSecret(kind, secret, account);
    if (refusal) return refused(refusal);
    const hash = await this.hashing.hash(canonicalOf(kind, secret));
    return this.work.run(async () => {
      if (!(await this.activations.use(activation.id, ctx.now))) return refused('activation-used');
      const { personId } = account;
      await this.activations.replaceEveryOf(personId, ctx.now);
      await this.credentials.replace(personId, kind, hash, ctx.now);
      await this.sessions.endAllOf(personId);
      await this.audit.record(asThemselves(ctx, account), {
        action: 'activation.used',
        subject: { type: 'person', id: personId },
        detail: { purpose: activation.purpose, chose: kind },
      });
      return done(await this.sessions.begin(personId, ctx.now, browser));
    });
  }

  private async find(
    ctx: Context,
    typed: string,
    address: string,
  ): Promise<Outcome<{ readonly activation: Activation; readonly account: Account }, LookRefusal>> {
    const seconds = await this.doorkeeper.book(address);
    if (seconds !== null) return refused('throttled', { minutes: Math.ceil(seconds / 60) });
    const activation = await this.secrets.find(typed);
    if (activation?.personId == null) return refused('activation-unknown');
    await this.doorkeeper.pardon(address);
    const refusal = refusalOfActivation(activation, ctx.now);
    if (refusal) return refused(refusal);
    const account = await this.credentials.account({ personId: activation.personId });
    return account ? done({ activation, account }) : refused('activation-unknown');
  }
}

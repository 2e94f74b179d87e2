import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Id, PersonId } from '#kernel/id';
import { plusHours, plusMinutes, startOfDay } from '#kernel/instant';
import { done, type Outcome, refused } from '#kernel/outcome';
import { parsePhoneNumber, type PhoneNumber } from '#kernel/phone-number';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Log } from '#platform/log/log';
import { SmsOutbox, type TextFate } from '#platform/sms/outbox';
import { ViewEngine } from '#platform/views/engine';
import { ActivationSecrets } from './activation-secrets.service';
import { type Account, Credentials, hasAccess } from './data/credentials.repository';
import { type PhoneHolder, Phones } from './data/phones.repository';
import { ACTIVATION_DAYS, ACTIVATION_MINUTES } from './domain/activation';

export interface TextsSent {
  readonly sent: number;
  /** No phone on the roster, or one that nobody can dial from here. */
  readonly without: number;
  /** Had one within the hour. */
  readonly already: number;
}

/** A forgotten PIN is sent for at most so often to one phone. */
const FORGOT = { aDay: 3, minutesBetween: 5 } as const;

/** Links by text message: for a first way in, and for a forgotten PIN. They go to the phone on the roster and nowhere else. */
@Injectable()
export class TextLinks implements BeforeApplicationShutdown {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly credentials: Credentials,
    private readonly phones: Phones,
    private readonly secrets: ActivationSecrets,
    private readonly outbox: SmsOutbox,
    private readonly company: CompanyService,
    private readonly views: ViewEngine,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly log: Log,
  ) {}

  /** A new link; the one before it no longer works. */
  async send(ctx: Context, personId: PersonId): Promise<Outcome<undefined, 'no-such-person' | 'no-phone' | 'phone-unclear'>> {
    const { country } = await this.company.current();
    return this.work.run(async () => {
      const account = await this.credentials.account({ personId });
      const [holder] = await this.phones.of([personId]);
      if (!account || !holder) return refused('no-such-person');
      if (holder.phone === null) return refused('no-phone');
      const to = parsePhoneNumber(holder.phone, country);
      if (to === null) return refused('phone-unclear');
      await this.text(ctx, account, to, 'sms');
      await this.audit.record(ctx, { action: 'activation.text-sent', subject: { type: 'person', id: personId } });
      return done();
    });
  }

  /** To each of these who has no way in yet and a phone that can be dialled; nobody gets two within the hour. */
  async sendToMany(ctx: Context, personIds: readonly PersonId[]): Promise<TextsSent> {
    const { country } = await this.company.current();
    return this.work.run(async () => {
      const accounts = (await this.credentials.accounts(personIds)).filter((account) => !hasAccess(account));
      const ids = accounts.map(({ personId }) => personId);
      const holders = new Map((await this.phones.of(ids)).map((holder) => [holder.personId, holder]));
      const recent = await this.phones.textedSince(ids, plusHours(ctx.now, -1));
      const texted: PersonId[] = [];
      let without = 0;
      for (const account of accounts) {
        const to = dialled(holders.get(account.personId), country);
        if (to === null) without++;
        else if (!recent.has(account.personId)) {
          await this.text(ctx, account, to, 'sms');
          texted.push(account.personId);
        }
      }
      const subject = { type: 'slips', id: ctx.requestId };
      if (texted.length > 0) await this.audit.record(ctx, { action: 'activation.texts-sent', subject, detail: { people: texted } });
      return { sent: texted.length, without, already: accounts.length - texted.length - without };
    });
  }

  /** What became of the message that carried a link. */
  fate(activationId: Id<'activation'>): Promise<TextFate | null> {
    return this.outbox.fate(keyOf(activationId));
  }

  /** Whoever asks is told the same, after the same time, whether that code exists or not: the work goes on after the answer. */
  forgot(ctx: Context, personCode: string): void {
    const sent = this.sendForgotten(ctx, personCode)
      .catch((error: unknown) => {
        this.log.error({ error }, 'a link for a forgotten PIN was not sent');
      })
      .finally(() => this.underWay.delete(sent));
    this.underWay.add(sent);
  }

  /** When everything asked for is written. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  private async sendForgotten(ctx: Context, personCode: string): Promise<void> {
    const { country } = await this.company.current();
    await this.work.run(async () => {
      const account = await this.credentials.account({ codeKey: personCode.trim().toUpperCase() });
      // Whoever has e-mail has a password: what opens it is a link by mail.
      if (account?.email !== null) return;
      const [holder] = await this.phones.of([account.personId]);
      const to = dialled(holder, country);
      if (to === null || !(await this.mayAskAgain(ctx, account.personId))) return;
      await this.text(ctx, account, to, 'forgot');
      await this.audit.record(ctx, { action: 'access.forgotten', subject: { type: 'person', id: account.personId } });
    });
  }

  private async mayAskAgain(ctx: Context, personId: PersonId): Promise<boolean> {
    const asked = await this.phones.forgotSince(personId, startOfDay(ctx.zone, ctx.today));
    const last = asked.at(-1);
    return asked.length < FORGOT.aDay && (last === undefined || last <= plusMinutes(ctx.now, -FORGOT.minutesBetween));
  }

  private async text(ctx: Context, account: Account, to: PhoneNumber, purpose: 'sms' | 'forgot'): Promise<void> {
    const { name: company } = await this.company.current();
    for (const { secret, activation } of (await this.secrets.issue(ctx, [account.personId], purpose)).issued) {
      const values = { company, link: this.secrets.addressOf(secret), code: account.personCode };
      const words = this.views.say(account.language, `identity.sms.${purpose}`, {
        ...values,
        days: ACTIVATION_DAYS.sms,
        minutes: ACTIVATION_MINUTES.forgot,
      });
      await this.outbox.send(to, words, keyOf(activation.id));
    }
  }
}

const keyOf = (activationId: Id<'activation'>): string => `activation:${activationId}`;

const dialled = (holder: PhoneHolder | undefined, country: string): PhoneNumber | null =>
  holder?.phone == null ? null : parsePhoneNumber(holder.phone, country);

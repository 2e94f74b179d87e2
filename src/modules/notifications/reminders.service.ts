import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { parsePhoneNumber, type PhoneNumber } from '#kernel/phone-number';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { sayDate } from '#platform/i18n/dates';
import { MailOutbox } from '#platform/mail/outbox';
import { SmsOutbox } from '#platform/sms/outbox';
import { ViewEngine } from '#platform/views/engine';
import { Notices, type Owing } from './data/notices.repository';
import { type Verdict, verdictOf } from './domain/reminder';

/** How many, by what became of them. */
export interface Reminded {
  readonly sent: number;
  /** Had one today already. */
  readonly today: number;
  /** Had as many as a round allows. */
  readonly enough: number;
  /** No way in yet: they need a slip, not a reminder. */
  readonly withoutAccess: number;
  /** Neither an e-mail nor a phone that can be dialled. */
  readonly unreachable: number;
  /** More than one press reaches: the next press goes on with them. */
  readonly later: number;
}

const TEMPLATE = 'reminder';
/** Each in a unit of work of its own, so that others are served in between. */
const AT_ONCE = 100;
const MOST_AT_A_TIME = 1000;

type Address = { readonly channel: 'mail'; readonly to: string } | { readonly channel: 'text'; readonly to: PhoneNumber };

/** Reminds people of what they owe in a round, each at most once a day, by mail or by text message. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly notices: Notices,
    private readonly company: CompanyService,
    private readonly mail: MailOutbox,
    private readonly texts: SmsOutbox,
    private readonly views: ViewEngine,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Whether somebody still owes is looked at here, again: the list may be older than the last completion. */
  async remind(ctx: Context, personIds: readonly PersonId[], roundId: RoundId): Promise<Reminded> {
    const { country } = await this.company.current();
    const met: Verdict[] = [];
    let asked = 0;
    while (asked < personIds.length && countOf(met, 'send') < MOST_AT_A_TIME) {
      const some = personIds.slice(asked, asked + AT_ONCE);
      met.push(...(await this.work.run(() => this.remindSome(ctx, some, roundId, country))));
      asked += some.length;
    }
    return {
      sent: countOf(met, 'send'),
      today: countOf(met, 'today'),
      enough: countOf(met, 'enough'),
      withoutAccess: countOf(met, 'no-access'),
      unreachable: countOf(met, 'unreachable'),
      later: personIds.length - asked,
    };
  }

  private async remindSome(ctx: Context, personIds: readonly PersonId[], roundId: RoundId, country: string): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const person of await this.notices.owing(personIds, roundId, TEMPLATE, ctx.today)) {
      const address = addressOf(person, country);
      const facts = { ...person, isOwing: person.isOwing === 1, hasAccess: person.hasAccess === 1, isReachable: address !== null };
      const verdict = verdictOf(facts, ctx.today);
      const isFirst = verdict !== 'send' || address === null || (await this.say(ctx, person, address, roundId));
      verdicts.push(isFirst ? verdict : 'today');
    }
    return verdicts;
  }

  private async say(ctx: Context, person: Owing, address: Address, roundId: RoundId): Promise<boolean> {
    const { personId } = person;
    const step = person.steps + 1;
    const saidBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const notice = { id: newId<'notice'>(), personId, roundId, template: TEMPLATE, step, channel: address.channel };
    if (!(await this.notices.add({ ...notice, saidOn: ctx.today, saidAt: ctx.now, saidBy }))) return false;
    await this.send(ctx, person, address, `reminder:${personId}:${roundId}:${step}`);
    const subject = { type: 'person', id: personId };
    await this.audit.record(ctx, { action: 'person.reminded', subject, detail: { roundId, step, channel: address.channel } });
    return true;
  }

  private async send(ctx: Context, person: Owing, address: Address, uniqueKey: string): Promise<void> {
    const locale = person.language;
    const title = locale === 'es' ? person.titleEs : person.titleEn;
    const link = `${this.config.publicUrl}/my`;
    const isLate = person.dueOn < ctx.today;
    if (address.channel === 'mail') {
      const data = { name: person.givenName, title, isLate, dueOn: person.dueOn, link };
      await this.mail.send({ to: address.to, template: 'notifications/mail/reminder', locale, data, uniqueKey });
      return;
    }
    const { name: company } = await this.company.current();
    const values = { company, title, on: sayDate(locale, person.dueOn, 'short'), link };
    await this.texts.send(address.to, this.views.say(locale, `notifications.sms.${isLate ? 'late' : 'reminder'}`, values), uniqueKey);
  }
}

function addressOf({ email, phone }: Owing, country: string): Address | null {
  if (email !== null) return { channel: 'mail', to: email };
  const to = phone === null ? null : parsePhoneNumber(phone, country);
  return to === null ? null : { channel: 'text', to };
}

function countOf(verdicts: readonly Verdict[], wanted: Verdict): number {
  return verdicts.filter((verdict) => verdict === wanted).length;
}

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { sayDate } from '#platform/i18n/dates';
import { type InRound, Notices } from './data/notices.repository';
import { type Address, addressOf } from './domain/address';
import { type Verdict, verdictOf } from './domain/reminder';
import { isTrueOf, type Saying, stepOf } from './domain/saying';
import { type Message, Messenger } from './messenger';

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

/** Each in a unit of work of its own, so that others are served in between. */
const AT_ONCE = 100;
const MOST_AT_A_TIME = 1000;

/** The name of the deed in the log. */
const DEEDS: Readonly<Record<Saying, string>> = { reminder: 'person.reminded', 'exemption-ending': 'person.told-exemption-ends' };

/** Tells people what they owe in a round, or will owe again, each at most once a day, by mail or by text message. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly notices: Notices,
    private readonly company: CompanyService,
    private readonly messenger: Messenger,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  remind(ctx: Context, personIds: readonly PersonId[], roundId: RoundId): Promise<Reminded> {
    return this.tell(ctx, 'reminder', personIds, roundId);
  }

  /** Whether it is still so is looked at here, again: the list may be older than the last completion. */
  async tell(ctx: Context, saying: Saying, personIds: readonly PersonId[], roundId: RoundId): Promise<Reminded> {
    const { country } = await this.company.current();
    const met: Verdict[] = [];
    let asked = 0;
    while (asked < personIds.length && countOf(met, 'send') < MOST_AT_A_TIME) {
      const some = personIds.slice(asked, asked + AT_ONCE);
      met.push(...(await this.work.run(() => this.tellSome(ctx, saying, some, roundId, country))));
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

  private async tellSome(ctx: Context, saying: Saying, personIds: readonly PersonId[], roundId: RoundId, country: string) {
    const verdicts: Verdict[] = [];
    for (const person of await this.notices.ofRound(personIds, roundId, saying, ctx.today)) {
      const address = addressOf(person, country);
      const isTrue = isTrueOf(saying, { ...person, isCounted: person.isCounted === 1, isExempt: person.isExempt === 1 }, ctx.today);
      const verdict = verdictOf({ ...person, isTrue, hasAccess: person.hasAccess === 1, isReachable: address !== null }, ctx.today);
      const isFirst = verdict !== 'send' || address === null || (await this.say(ctx, saying, person, address, roundId));
      verdicts.push(isFirst ? verdict : 'today');
    }
    return verdicts;
  }

  private async say(ctx: Context, saying: Saying, person: InRound, address: Address, roundId: RoundId): Promise<boolean> {
    const { personId } = person;
    const step = stepOf(saying, person.steps, person.exemptUntil);
    const saidBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
    const notice = { id: newId<'notice'>(), personId, roundId, template: saying, step, channel: address.channel };
    if (!(await this.notices.add({ ...notice, saidOn: ctx.today, saidAt: ctx.now, saidBy }))) return false;
    await this.messenger.say(address, { ...this.wordsOf(ctx, saying, person), uniqueKey: `${saying}:${personId}:${roundId}:${step}` });
    const subject = { type: 'person', id: personId };
    await this.audit.record(ctx, { action: DEEDS[saying], subject, detail: { roundId, step, channel: address.channel } });
    return true;
  }

  private wordsOf(ctx: Context, saying: Saying, person: InRound): Omit<Message, 'uniqueKey'> {
    const { givenName: name, language: locale, dueOn, exemptUntil } = person;
    const title = locale === 'es' ? person.titleEs : person.titleEn;
    const link = `${this.config.publicUrl}/my`;
    const isLate = dueOn < ctx.today;
    const short = (on: CalendarDate | null): string => (on === null ? '' : sayDate(locale, on, 'short'));
    return {
      locale,
      mail: { template: `notifications/mail/${saying}`, data: { name, title, isLate, dueOn, countsOn: exemptUntil, link } },
      text: {
        key: `notifications.sms.${isLate ? LATE[saying] : saying}`,
        values: { title, on: short(dueOn), countsOn: short(exemptUntil), link },
      },
    };
  }
}

/** What is said where the due date has gone by. */
const LATE = { reminder: 'late', 'exemption-ending': 'exemption-ending-late' } as const satisfies Record<Saying, string>;

function countOf(verdicts: readonly Verdict[], wanted: Verdict): number {
  return verdicts.filter((verdict) => verdict === wanted).length;
}

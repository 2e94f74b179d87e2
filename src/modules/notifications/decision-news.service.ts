import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, type PersonId } from '#kernel/id';
import { plusDaysOf24Hours } from '#kernel/instant';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { Decisions, type UntoldDecision } from './data/decisions.repository';
import { addressOf } from './domain/address';
import { isTimeToTell, NEWS_DAYS } from './domain/decision-news';
import { Messenger } from './messenger';

/** Coordinators hear what HR decided of whom they proposed: of each decision once, of many together. */
@Injectable()
export class DecisionNewsService {
  constructor(
    private readonly decisions: Decisions,
    private readonly company: CompanyService,
    private readonly messenger: Messenger,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Returns how many people were written to. */
  async tellDecisions(ctx: Context): Promise<number> {
    const { country } = await this.company.current();
    const theirs = new Map<PersonId, UntoldDecision[]>();
    for (const one of await this.decisions.untold(ctx.today, plusDaysOf24Hours(ctx.now, -NEWS_DAYS)))
      theirs.set(one.toldId, [...(theirs.get(one.toldId) ?? []), one]);
    let told = 0;
    for (const decisions of theirs.values()) {
      const times = decisions.map(({ decidedAt }) => decidedAt);
      if (isTimeToTell(times, ctx.now) && (await this.tell(ctx, decisions, country))) told++;
    }
    return told;
  }

  private async tell(ctx: Context, decisions: readonly UntoldDecision[], country: string): Promise<boolean> {
    const [first] = decisions;
    const address = first === undefined ? null : addressOf(first, country);
    if (first === undefined || address === null) return false;
    const { toldId, givenName: name, language: locale } = first;
    return this.work.run(async () => {
      const news: UntoldDecision[] = [];
      for (const one of decisions)
        if (await this.decisions.add({ id: newId(), requestId: one.requestId, toldId, saidAt: ctx.now })) news.push(one);
      const [oldest] = news;
      if (oldest === undefined) return false;
      const link = `${this.config.publicUrl}/supplier/requests`;
      const count = news.length;
      const declined = news.filter(({ state }) => state === 'declined').length;
      const lines = news.map((one) => ({ name: one.name, what: whatBecameOf(one), reason: one.reason }));
      await this.messenger.say(address, {
        locale,
        mail: { template: 'notifications/mail/decisions', data: { name, count, decisions: lines, link } },
        text: { key: 'notifications.sms.decisions', values: { count, accepted: count - declined, declined, link } },
        uniqueKey: `decisions:${toldId}:${oldest.requestId}`,
      });
      const detail = { requests: news.map(({ requestId }) => requestId), channel: address.channel };
      await this.audit.record(ctx, { action: 'person.told-decisions', subject: { type: 'person', id: toldId }, detail });
      return true;
    });
  }
}

/** The name of the sentence. */
function whatBecameOf({ kind, state }: UntoldDecision): string {
  if (state === 'known') return state;
  return state === 'accepted' ? kind : `declined-${kind}`;
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import { actingPerson, type Context } from '#kernel/context';
import { newId, type PersonId, type RoundId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { type Manager, Notices, returnKey } from './data/notices.repository';
import { type Address, addressOf } from './domain/address';
import { MOST_NOTICES } from './domain/reminder';
import { Messenger } from './messenger';

/** Somebody whose absence ends, and who answers for them. */
export interface Returning {
  readonly personId: PersonId;
  readonly name: string;
  readonly backOn: CalendarDate;
  readonly managerId: PersonId | null;
}

export interface ManagersTold {
  readonly sent: number;
  /** Knew of all of them, with their days. */
  readonly before: number;
  /** Had as many messages as a round allows. */
  readonly enough: number;
  readonly unreachable: number;
  /** People for whom nobody answers who is here. */
  readonly alone: number;
}

/** The name of its words, and of what is counted in the round. */
const TEMPLATE = 'returns';

interface Counted {
  readonly roundId: RoundId | null;
  readonly said: number;
  readonly steps: number;
}

/** Whoever is away is left in peace: who is back soon, and when, is told to their managers, one message to each, of those whom they have not heard of. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly notices: Notices,
    private readonly company: CompanyService,
    private readonly messenger: Messenger,
    private readonly config: Config,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async tellManagers(ctx: Context, returning: readonly Returning[]): Promise<ManagersTold> {
    const theirs = new Map<PersonId, Returning[]>();
    for (const one of returning) if (one.managerId !== null) theirs.set(one.managerId, [...(theirs.get(one.managerId) ?? []), one]);
    const { country } = await this.company.current();
    return this.work.run(async () => {
      const managers = theirs.size === 0 ? [] : await this.notices.managers([...theirs.keys()], ctx.today);
      const ids = managers.map(({ id }) => id);
      const told = await this.notices.returnsTold(ids, ctx.today);
      const roundId = await this.notices.latestRound();
      const counts = roundId === null ? new Map<PersonId, never>() : await this.notices.saidIn(roundId, ids, TEMPLATE);
      const met = { sent: 0, before: 0, enough: 0, unreachable: 0, alone: returning.length };
      for (const manager of managers) {
        const people = theirs.get(manager.id) ?? [];
        met.alone -= people.length;
        const news = people.filter(({ personId, backOn }) => !told.has(returnKey(manager.id, personId, backOn)));
        const counted = { roundId, ...(counts.get(manager.id) ?? { said: 0, steps: 0 }) };
        const address = addressOf(manager, country);
        if (news.length === 0) met.before++;
        else if (address === null) met.unreachable++;
        else if (counted.said >= MOST_NOTICES) met.enough++;
        else if (await this.say(ctx, manager, address, news, counted)) met.sent++;
        else met.before++;
      }
      return met;
    });
  }

  /** Of each person each day once, whoever presses and however often. */
  private async say(ctx: Context, manager: Manager, address: Address, news: readonly Returning[], counted: Counted): Promise<boolean> {
    const { id, givenName: name, language: locale } = manager;
    const people: Returning[] = [];
    for (const one of news) {
      const notice = { id: newId<'return-notice'>(), managerId: id, personId: one.personId, backOn: one.backOn, saidAt: ctx.now };
      if (await this.notices.addReturn(notice)) people.push(one);
    }
    if (people.length === 0) return false;
    const link = `${this.config.publicUrl}/loose-ends?show=absence-ending`;
    const count = people.length;
    const data = { name, count, people: people.map((one) => ({ name: one.name, backOn: one.backOn })), link };
    await this.messenger.say(address, {
      locale,
      mail: { template: 'notifications/mail/returns', data },
      text: { key: 'notifications.sms.returns', values: { count, link } },
      uniqueKey: `returns:${id}:${digestOf(people)}`,
    });
    await this.count(ctx, id, address, counted);
    const detail = { people: count, channel: address.channel };
    await this.audit.record(ctx, { action: 'person.told-who-returns', subject: { type: 'person', id }, detail });
    return true;
  }

  /** It is one of the messages that a round allows, whatever it is about. */
  private async count(ctx: Context, personId: PersonId, { channel }: Address, { roundId, steps }: Counted): Promise<void> {
    if (roundId === null) return;
    const said = { saidOn: ctx.today, saidAt: ctx.now, saidBy: actingPerson(ctx) };
    await this.notices.add({ id: newId(), personId, roundId, template: TEMPLATE, step: steps + 1, channel, ...said });
  }
}

function digestOf(people: readonly Returning[]): string {
  const told = people.map(({ personId, backOn }) => `${personId} ${backOn}`).sort();
  return createHash('sha256').update(told.join('\n')).digest('hex');
}

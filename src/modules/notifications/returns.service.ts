import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { type Manager, Notices } from './data/notices.repository';
import { type Address, addressOf } from './domain/address';
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
  /** Knew of the same people and days. */
  readonly before: number;
  readonly unreachable: number;
  /** People for whom nobody answers who is here. */
  readonly alone: number;
}

/** Whoever is away is left in peace: who is back soon, and when, is told to their managers, one message to each. */
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
      const met = { sent: 0, before: 0, unreachable: 0, alone: returning.length };
      for (const manager of managers) {
        const people = theirs.get(manager.id) ?? [];
        met.alone -= people.length;
        const address = addressOf(manager, country);
        if (address === null) met.unreachable++;
        else if (await this.say(ctx, manager, address, people)) met.sent++;
        else met.before++;
      }
      return met;
    });
  }

  /** The same people with the same days are told once, whoever presses and however often. */
  private async say(ctx: Context, manager: Manager, address: Address, people: readonly Returning[]): Promise<boolean> {
    const { id, givenName: name, language: locale } = manager;
    const uniqueKey = `returns:${id}:${digestOf(people)}`;
    const link = `${this.config.publicUrl}/loose-ends?show=absence-ending`;
    const count = people.length;
    const data = { name, count, people: people.map((one) => ({ name: one.name, backOn: one.backOn })), link };
    const isFirst = await this.messenger.say(address, {
      locale,
      mail: { template: 'notifications/mail/returns', data },
      text: { key: 'notifications.sms.returns', values: { count, link } },
      uniqueKey,
    });
    if (!isFirst) return false;
    const detail = { people: count, channel: address.channel };
    await this.audit.record(ctx, { action: 'person.told-who-returns', subject: { type: 'person', id }, detail });
    return true;
  }
}

function digestOf(people: readonly Returning[]): string {
  const told = people.map(({ personId, backOn }) => `${personId} ${backOn}`).sort();
  return createHash('sha256').update(told.join('\n')).digest('hex');
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId, RoundId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { type ManagersTold, RemindersService, ReturnsService } from '#modules/notifications';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { JobRunner } from '#platform/jobs/jobs';
import { type LooseDay, LooseEndsReadModel } from './data/loose-ends.read-model';
import type { WrittenTo } from './domain/loose-end';

/** The one action for a whole group that needs a hand. */
@Injectable()
export class LooseEndsService {
  constructor(
    private readonly ends: LooseEndsReadModel,
    private readonly reminders: RemindersService,
    private readonly returns: ReturnsService,
    private readonly jobs: JobRunner,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Returns how many were written to, and how many need paper or a talk instead. */
  async tell(ctx: Context, day: LooseDay, kind: WrittenTo) {
    const saying = kind === 'exemption-ending' ? kind : 'reminder';
    const byRound = new Map<RoundId, PersonId[]>();
    for (const { id, roundId } of await this.ends.toTell(day, kind)) {
      const same = byRound.get(roundId);
      if (same) same.push(id);
      else byRound.set(roundId, [id]);
    }
    const told = { sent: 0, before: 0, paper: 0, later: 0 };
    for (const [roundId, ids] of byRound) {
      const { sent, today, enough, withoutAccess, unreachable, later } = await this.reminders.tell(ctx, saying, ids, roundId);
      told.sent += sent;
      told.before += today + enough;
      told.paper += withoutAccess + unreachable;
      told.later += later;
    }
    return told;
  }

  async tellManagers(ctx: Context, day: LooseDay): Promise<ManagersTold> {
    return this.returns.tellManagers(ctx, await this.ends.returning(day));
  }

  /** Asks for what the minute's tick did not do. False when it has done it in the meantime. */
  async issueDiplomas(ctx: Context, day: LooseDay): Promise<boolean> {
    if ((await this.ends.some(day, 'without-diploma', 1, 0)).length === 0) return false;
    await this.work.run(async () => {
      await this.audit.record(ctx, { action: 'job.asked-for', subject: { type: 'job', id: 'issue-diplomas' } });
      this.jobs.soon('issue-diplomas');
    });
    return true;
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { AuditLog } from '#modules/audit';
import { Settings } from '#platform/database/settings';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { JobRunner } from '#platform/jobs/jobs';
import { LADDER, type LadderSteps } from './domain/ladder';

const KEY = 'accreditation.ladder';

/** The steps of the ladder, as the company has set them. */
@Injectable()
export class LadderStepsService {
  constructor(
    private readonly settings: Settings,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly jobs: JobRunner,
  ) {}

  async current(): Promise<LadderSteps> {
    const kept = await this.settings.read(KEY);
    return kept === null ? LADDER : (JSON.parse(kept) as LadderSteps);
  }

  /** Whoever has reached a new step gets its diploma right away; what was issued stays. */
  async set(ctx: Context, steps: LadderSteps): Promise<void> {
    await this.work.run(async () => {
      const before = await this.current();
      await this.settings.write(KEY, JSON.stringify(steps));
      await this.audit.record(ctx, { action: 'ladder.set', subject: { type: 'setting', id: KEY }, detail: { before, after: steps } });
      this.jobs.soon('issue-diplomas');
    });
  }
}

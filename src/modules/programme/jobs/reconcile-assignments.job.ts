import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { ProgrammeService } from '../programme.service';

/** People start and leave when their day comes, without anybody touching the roster: somebody has to look at the clock. */
@Injectable()
export class ReconcileAssignments implements Job {
  readonly name = 'reconcile-assignments';
  readonly every = '10 * * * *';
  readonly missed = 'once';

  constructor(private readonly programme: ProgrammeService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.programme.reconcile(ctx);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { AccreditationService } from '../accreditation.service';

/** Runs right after a completion too; the minute's knock is the net below, for what a crash left without a diploma. */
@Injectable()
export class IssueDiplomas implements Job {
  readonly name = 'issue-diplomas';
  readonly every = '* * * * *';
  readonly missed = 'once';

  constructor(private readonly accreditation: AccreditationService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.accreditation.issueDue(ctx);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { RosterService } from '../roster.service';

/** A preview that nobody has applied holds people's details for nothing. */
@Injectable()
export class ForgetPreviews implements Job {
  readonly name = 'forget-previews';
  readonly every = '50 8 * * *';
  readonly missed = 'once';

  constructor(private readonly roster: RosterService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.roster.forgetPreviews(ctx);
  }
}

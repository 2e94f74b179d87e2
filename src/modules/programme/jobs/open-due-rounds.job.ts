import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { ProgrammeService } from '../programme.service';

/** Looks every hour, because a day begins at another hour in each company's zone; the rounds themselves say what is due. */
@Injectable()
export class OpenDueRounds implements Job {
  readonly name = 'open-due-rounds';
  readonly every = '5 * * * *';
  readonly missed = 'once';

  constructor(private readonly programme: ProgrammeService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.programme.openDueRounds(ctx);
  }
}

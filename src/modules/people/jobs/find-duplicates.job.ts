import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { DuplicatesService } from '../duplicates.service';

/** Files and posters bring people whom the roster may know already under another code. */
@Injectable()
export class FindDuplicates implements Job {
  readonly name = 'find-duplicates';
  readonly every = '40 8 * * *';
  readonly missed = 'once';

  constructor(private readonly duplicates: DuplicatesService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.duplicates.search(ctx);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { DownloadsService } from '../downloads.service';

/** People's names do not lie about: what was downloaded, or never was, is put away after a week. */
@Injectable()
export class ExpireDownloads implements Job {
  readonly name = 'expire-downloads';
  readonly every = '20 * * * *';
  readonly missed = 'once';

  constructor(private readonly downloads: DownloadsService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.downloads.expire(ctx);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { RosterInbox } from '../roster-inbox.service';

/** Other systems leave their roster in a folder: it is looked at as often as somebody might wait for it. */
@Injectable()
export class ImportInbox implements Job {
  readonly name = 'import-inbox';
  readonly every = '*/10 * * * *';
  readonly missed = 'once';

  constructor(private readonly inbox: RosterInbox) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.inbox.look(ctx);
  }
}

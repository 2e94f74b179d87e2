import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { SessionService } from '../session.service';

/** Sessions that are over say where somebody was and when: they are not kept. */
@Injectable()
export class ForgetSessionsJob implements Job {
  readonly name = 'forget-sessions';
  readonly every = '20 * * * *';
  readonly missed = 'once';

  constructor(private readonly sessions: SessionService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.sessions.forgetExpired(ctx.now);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { DecisionNewsService } from '../decision-news.service';

/** What HR decided of a coordinator's proposals is news for a few minutes' wait, so that many are one message. */
@Injectable()
export class TellDecisionsJob implements Job {
  readonly name = 'tell-decisions';
  readonly every = '* * * * *';
  readonly missed = 'once';

  constructor(private readonly news: DecisionNewsService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.news.tellDecisions(ctx);
  }
}

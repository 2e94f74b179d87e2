import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Instant } from '#kernel/instant';
import type { Job } from '#platform/jobs/job';
import { DiplomaLinksService } from '../diploma-links.service';

/** Whoever has gone for good gets the way to their diplomas, once. */
@Injectable()
export class SendDiplomaLinks implements Job {
  readonly name = 'send-diploma-links';
  readonly every = '40 * * * *';
  readonly missed = 'once';

  constructor(private readonly links: DiplomaLinksService) {}

  run(_slot: Instant, ctx: Context): Promise<number> {
    return this.links.sendToLeavers(ctx);
  }
}

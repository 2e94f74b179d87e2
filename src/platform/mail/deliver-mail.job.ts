import { Injectable } from '@nestjs/common';
import type { Job } from '#platform/jobs/job';
import { Log } from '#platform/log/log';
import { Clock } from '#platform/time/clock';
import { Mails } from './data/mails.repository';
import { Post } from './post';

/** Carries out what is due, one by one; a message that a server refuses waits longer each time and does not stop the rest. */
@Injectable()
export class DeliverMailJob implements Job {
  readonly name = 'deliver-mail';
  readonly every = '* * * * *';
  readonly missed = 'once';

  constructor(
    private readonly mails: Mails,
    private readonly post: Post,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async run(): Promise<number> {
    let delivered = 0;
    for (let mail = await this.mails.takeOne(this.clock.now()); mail; mail = await this.mails.takeOne(this.clock.now())) {
      try {
        await this.post.deliver(mail);
        await this.mails.sent(mail.id, this.clock.now());
        delivered++;
      } catch (error) {
        this.log.warn({ mail: mail.id, attempts: mail.attempts }, 'a message could not be delivered yet');
        await this.mails.failed(mail, error instanceof Error ? error.message : String(error), this.clock.now());
      }
    }
    return delivered;
  }
}

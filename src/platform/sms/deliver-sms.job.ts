import { Injectable } from '@nestjs/common';
import type { Job } from '#platform/jobs/job';
import { Log } from '#platform/log/log';
import { Clock } from '#platform/time/clock';
import { Texts } from './data/texts.repository';
import { SmsProvider, SmsRefused } from './sms-provider';

/** Carries out what is due, one by one; a message that the provider cannot take waits longer each time and does not stop the rest. */
@Injectable()
export class DeliverSmsJob implements Job {
  readonly name = 'deliver-sms';
  readonly every = '* * * * *';
  readonly missed = 'once';

  constructor(
    private readonly texts: Texts,
    private readonly provider: SmsProvider,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async run(): Promise<number> {
    let delivered = 0;
    for (let text = await this.texts.takeOne(this.clock.now()); text; text = await this.texts.takeOne(this.clock.now())) {
      try {
        await this.provider.send({ id: text.id, to: text.recipient, text: text.text });
        await this.texts.sent(text.id, this.clock.now());
        delivered++;
      } catch (error) {
        this.log.warn({ sms: text.id, attempts: text.attempts }, 'a text message could not be delivered yet');
        const problem = error instanceof Error ? error.message : String(error);
        await this.texts.failed(text, problem, error instanceof SmsRefused, this.clock.now());
      }
    }
    return delivered;
  }
}

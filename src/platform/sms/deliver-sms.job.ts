import { Injectable } from '@nestjs/common';
import type { Job } from '#platform/jobs/job';
import { Log } from '#platform/log/log';
import { Clock } from '#platform/time/clock';
import { Texts } from './data/texts.repository';
import { SmsProvider, SmsRefused } from './sms-provider';

/** After so many in a row the provider is the trouble, not the messages: the rest keeps its tries for later. */
const MOST_IN_VAIN = 3;

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
    let inVain = 0;
    for (let text = await this.texts.takeOne(this.clock.now()); text; text = await this.texts.takeOne(this.clock.now())) {
      try {
        const { id, recipient: to, queuedAt, attempts } = text;
        await this.provider.send({ id, to, text: text.text, queuedAt, isRepeated: attempts > 1 });
        await this.texts.sent(text.id, this.clock.now());
        delivered++;
        inVain = 0;
      } catch (error) {
        this.log.warn({ sms: text.id, attempts: text.attempts }, 'a text message could not be delivered yet');
        const problem = error instanceof Error ? error.message : String(error);
        const isRefused = error instanceof SmsRefused;
        await this.texts.failed(text, problem, isRefused, this.clock.now());
        inVain = isRefused ? 0 : inVain + 1;
        if (inVain === MOST_IN_VAIN) break;
      }
    }
    return delivered;
  }
}

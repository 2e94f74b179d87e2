import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { records } from '#platform/database/record';
import { HealthChecks } from '#platform/health/health-checks';
import { JobRunner } from '#platform/jobs/jobs';
import { Log } from '#platform/log/log';
import { Clock } from '#platform/time/clock';
import { SmsOutboxEntity } from './data/sms-outbox.entity';
import { Texts } from './data/texts.repository';
import { DeliverSmsJob } from './deliver-sms.job';
import { SmsOutbox } from './outbox';
import { SmsFiles } from './sms-files';
import { SmsProvider } from './sms-provider';
import { readSmsUrl } from './sms-url';
import { Twilio } from './twilio';

@Global()
@Module({
  imports: [records(SmsOutboxEntity)],
  providers: [
    Texts,
    SmsOutbox,
    DeliverSmsJob,
    {
      provide: SmsProvider,
      inject: [Config, Log],
      useFactory: (config: Config, log: Log) =>
        config.smsUrl === null ? new SmsFiles(config, log) : new Twilio(readSmsUrl(config.smsUrl)),
    },
  ],
  exports: [SmsOutbox],
})
export class SmsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly deliverSms: DeliverSmsJob,
    private readonly health: HealthChecks,
    private readonly texts: Texts,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.deliverSms);
    this.health.add('texts', async () => {
      const troubles = await this.texts.troubles(this.clock.now());
      return { ok: troubles.waiting + troubles.givenUp === 0, ...troubles };
    });
  }
}

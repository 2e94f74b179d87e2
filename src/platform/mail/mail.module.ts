import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { records } from '#platform/database/record';
import { JobRunner } from '#platform/jobs/jobs';
import { MailOutboxEntity } from './data/mail-outbox.entity';
import { Mails } from './data/mails.repository';
import { DeliverMailJob } from './deliver-mail.job';
import { MailOutbox } from './outbox';
import { Post } from './post';

@Global()
@Module({ imports: [records(MailOutboxEntity)], providers: [Mails, Post, MailOutbox, DeliverMailJob], exports: [MailOutbox] })
export class MailModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly deliverMail: DeliverMailJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.deliverMail);
  }
}

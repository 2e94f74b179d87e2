import { Module, type OnModuleInit } from '@nestjs/common';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { JobRunner } from '#platform/jobs/jobs';
import { DecisionNoticeEntity } from './data/decision-notice.entity';
import { Decisions } from './data/decisions.repository';
import { NoticeEntity } from './data/notice.entity';
import { ReturnNoticeEntity } from './data/return-notice.entity';
import { NotificationsMergeParts } from './data/merge-parts';
import { DecisionNewsService } from './decision-news.service';
import { TellDecisionsJob } from './jobs/tell-decisions.job';
import { Messenger } from './messenger';
import { Notices } from './data/notices.repository';
import { RemindersService } from './reminders.service';
import { ReturnsService } from './returns.service';

@Module({
  imports: [records(NoticeEntity, ReturnNoticeEntity, DecisionNoticeEntity), PeopleModule],
  providers: [
    DecisionNewsService,
    Decisions,
    Messenger,
    Notices,
    NotificationsMergeParts,
    RemindersService,
    ReturnsService,
    TellDecisionsJob,
  ],
  exports: [RemindersService, ReturnsService],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly tellDecisions: TellDecisionsJob,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.tellDecisions);
  }
}

import { Module } from '@nestjs/common';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { NoticeEntity } from './data/notice.entity';
import { ReturnNoticeEntity } from './data/return-notice.entity';
import { NotificationsMergeParts } from './data/merge-parts';
import { Messenger } from './messenger';
import { Notices } from './data/notices.repository';
import { RemindersService } from './reminders.service';
import { ReturnsService } from './returns.service';

@Module({
  imports: [records(NoticeEntity, ReturnNoticeEntity), PeopleModule],
  providers: [Messenger, Notices, NotificationsMergeParts, RemindersService, ReturnsService],
  exports: [RemindersService, ReturnsService],
})
export class NotificationsModule {}

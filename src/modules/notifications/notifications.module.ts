import { Module } from '@nestjs/common';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { NoticeEntity } from './data/notice.entity';
import { NotificationsMergeParts } from './data/merge-parts';
import { Notices } from './data/notices.repository';
import { RemindersService } from './reminders.service';

@Module({
  imports: [records(NoticeEntity), PeopleModule],
  providers: [Notices, NotificationsMergeParts, RemindersService],
  exports: [RemindersService],
})
export class NotificationsModule {}

import { Module } from '@nestjs/common';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { NoticeEntity } from './data/notice.entity';
import { Notices } from './data/notices.repository';
import { RemindersService } from './reminders.service';

@Module({ imports: [records(NoticeEntity), PeopleModule], providers: [Notices, RemindersService], exports: [RemindersService] })
export class NotificationsModule {}

// Notifications knows what is owed to whom, by which way it reaches them and when it was last said; not how a due date is decided.
export { DecisionNewsService } from './decision-news.service';
export { MOST_NOTICES } from './domain/reminder';
export { ENDING_DAYS, type Saying } from './domain/saying';
export { NotificationsModule } from './notifications.module';
export { type Reminded, RemindersService } from './reminders.service';
export { type ManagersTold, type Returning, ReturnsService } from './returns.service';

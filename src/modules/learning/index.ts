// Learning knows what has been opened, read, answered, attempted, passed and completed; not diplomas and not reminders.
export { LearningModule } from './learning.module';
export { LearningService, type CurrentUnit, type NextStep } from './learning.service';

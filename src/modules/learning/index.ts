// Learning knows what has been opened, read, answered, attempted, passed and completed; not diplomas and not reminders.
export { LearningModule } from './learning.module';
export { LearningService, type CurrentUnit, type NextStep } from './learning.service';
export { CompletionsService } from './completions.service';
export { type HandIn, HandInsService } from './hand-ins.service';
export { LessonsService } from './lessons.service';
export { TestsService } from './tests.service';

import { Module } from '@nestjs/common';
import { CurriculumModule } from '#modules/curriculum';
import { ProgrammeModule } from '#modules/programme';
import { records } from '#platform/database/record';
import { CompletionsService } from './completions.service';
import { AttemptAnswerEntity, AttemptEntity } from './data/attempt.entity';
import { AttemptsRepository } from './data/attempts.repository';
import { CompletionEntity, IfThenPlanEntity } from './data/completion.entity';
import { CompletionsRepository } from './data/completions.repository';
import { DesksReadModel } from './data/desks.read-model';
import { LearnerEntity } from './data/learner.entity';
import { LearnersRepository } from './data/learners.repository';
import { LessonAnswerEntity, LessonProgressEntity } from './data/lesson-progress.entity';
import { LearningMergeParts } from './data/merge-parts';
import { LessonsRepository } from './data/lessons.repository';
import { StandingReadModel } from './data/standing.read-model';
import { Desks } from './desks.service';
import { HandInsService } from './hand-ins.service';
import { LearningService } from './learning.service';
import { LessonsService } from './lessons.service';
import { TestsService } from './tests.service';
import { AttemptsController } from './web/attempts.controller';
import { LessonsController } from './web/lessons.controller';
import { UnitController } from './web/unit.controller';

@Module({
  imports: [
    records(
      LearnerEntity,
      LessonProgressEntity,
      LessonAnswerEntity,
      AttemptEntity,
      AttemptAnswerEntity,
      IfThenPlanEntity,
      CompletionEntity,
    ),
    CurriculumModule,
    ProgrammeModule,
  ],
  controllers: [UnitController, LessonsController, AttemptsController],
  providers: [
    LearningService,
    LearningMergeParts,
    LessonsService,
    HandInsService,
    TestsService,
    CompletionsService,
    Desks,
    DesksReadModel,
    StandingReadModel,
    LearnersRepository,
    LessonsRepository,
    AttemptsRepository,
    CompletionsRepository,
  ],
  exports: [LearningService, LessonsService, HandInsService, TestsService, CompletionsService],
})
export class LearningModule {}

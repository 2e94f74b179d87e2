import { Module, type OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '#modules/curriculum';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { JobRunner } from '#platform/jobs/jobs';
import { AssignmentsService } from './assignments.service';
import { CalendarService } from './calendar.service';
import { AssignmentEntity } from './data/assignment.entity';
import { AssignmentsReadModel } from './data/assignments.read-model';
import { AssignmentsRepository } from './data/assignments.repository';
import { LedgerReadModel } from './data/ledger.read-model';
import { BlackoutEntity, ProgrammeEntity } from './data/programme.entity';
import { ProgrammeRepository } from './data/programme.repository';
import { RoundEntity } from './data/round.entity';
import { RoundsRepository } from './data/rounds.repository';
import { OpenDueRounds } from './jobs/open-due-rounds.job';
import { ReconcileAssignments } from './jobs/reconcile-assignments.job';
import { ProgrammeService } from './programme.service';
import { RoundsService } from './rounds.service';

@Module({
  imports: [records(ProgrammeEntity, BlackoutEntity, RoundEntity, AssignmentEntity), PeopleModule, CurriculumModule],
  providers: [
    ProgrammeService,
    CalendarService,
    RoundsService,
    AssignmentsService,
    ProgrammeRepository,
    RoundsRepository,
    AssignmentsRepository,
    AssignmentsReadModel,
    LedgerReadModel,
    OpenDueRounds,
    ReconcileAssignments,
  ],
  exports: [ProgrammeService],
})
export class ProgrammeModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly openDueRounds: OpenDueRounds,
    private readonly reconcileAssignments: ReconcileAssignments,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.openDueRounds, this.reconcileAssignments);
  }
}

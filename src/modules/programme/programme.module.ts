import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation, SettingsIndex } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { AssignmentsService } from './assignments.service';
import { CalendarService } from './calendar.service';
import { AssignmentEventEntity } from './data/assignment-event.entity';
import { AssignmentEntity } from './data/assignment.entity';
import { AssignmentsReadModel } from './data/assignments.read-model';
import { AssignmentsRepository } from './data/assignments.repository';
import { EarlierDueEntity } from './data/earlier-due.entity';
import { EarlierDues } from './data/earlier-dues.repository';
import { Reasons } from './data/reasons.repository';
import { ExemptionsReadModel } from './data/exemptions.read-model';
import { ExtensionRequests } from './data/extension-requests.read-model';
import { ExemptionEntity } from './data/exemption.entity';
import { ExtensionEntity } from './data/extension.entity';
import { ProgrammeMergeParts } from './data/merge-parts';
import { LedgerReadModel } from './data/ledger.read-model';
import { BlackoutEntity, ProgrammeEntity } from './data/programme.entity';
import { ProgrammeRepository } from './data/programme.repository';
import { RoundOverviewReadModel } from './data/round-overview.read-model';
import { RoundEntity } from './data/round.entity';
import { RoundsRepository } from './data/rounds.repository';
import { ExemptionsService } from './exemptions.service';
import { ExtensionsService } from './extensions.service';
import { OpenDueRounds } from './jobs/open-due-rounds.job';
import { ReconcileAssignments } from './jobs/reconcile-assignments.job';
import { OpeningNotices } from './opening-notices';
import { ProgrammeService } from './programme.service';
import { RoundsService } from './rounds.service';
import { WelcomeService } from './welcome.service';
import { BlackoutsController } from './web/blackouts.controller';
import { CadenceController } from './web/cadence.controller';
import { CalendarController } from './web/calendar.controller';
import { ExemptionsController } from './web/exemptions.controller';
import { ExtensionsController } from './web/extensions.controller';
import { PersonExemptionsController } from './web/person-exemptions.controller';
import { RequestsPage } from './web/requests-page';
import { RoundClosingController } from './web/round-closing.controller';
import { RoundOpeningController } from './web/round-opening.controller';
import { RoundsController } from './web/rounds.controller';

@Global()
@Module({
  imports: [
    records(
      ProgrammeEntity,
      BlackoutEntity,
      RoundEntity,
      AssignmentEntity,
      AssignmentEventEntity,
      EarlierDueEntity,
      ExemptionEntity,
      ExtensionEntity,
    ),
  ],
  controllers: [
    CalendarController,
    CadenceController,
    BlackoutsController,
    RoundsController,
    RoundOpeningController,
    RoundClosingController,
    ExemptionsController,
    PersonExemptionsController,
    ExtensionsController,
  ],
  providers: [
    RoundOverviewReadModel,
    ProgrammeService,
    CalendarService,
    RoundsService,
    AssignmentsService,
    ProgrammeRepository,
    RoundsRepository,
    AssignmentsRepository,
    AssignmentsReadModel,
    EarlierDues,
    LedgerReadModel,
    Reasons,
    ProgrammeMergeParts,
    ExemptionsService,
    ExemptionsReadModel,
    ExtensionsService,
    ExtensionRequests,
    RequestsPage,
    OpeningNotices,
    WelcomeService,
    OpenDueRounds,
    ReconcileAssignments,
  ],
  exports: [ProgrammeService, ExemptionsService, ExtensionsService, RequestsPage, OpeningNotices],
})
export class ProgrammeModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly openDueRounds: OpenDueRounds,
    private readonly reconcileAssignments: ReconcileAssignments,
    private readonly navigation: Navigation,
    private readonly settings: SettingsIndex,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.openDueRounds, this.reconcileAssignments);
    this.navigation.add(40, {
      href: '/calendar',
      label: 'programme.nav',
      icon: 'calendar',
      shows: (ctx) => this.policy.may(ctx.actor, 'programme.read'),
    });
    const shows = (ctx: Context) => this.policy.may(ctx.actor, 'programme.write');
    this.settings.add(10, {
      href: '/calendar/cadence',
      title: 'programme.cadence.title',
      text: 'programme.setting.cadence',
      icon: 'calendar',
      shows,
    });
    this.settings.add(20, {
      href: '/calendar/blackouts',
      title: 'programme.blackouts.title',
      text: 'programme.setting.blackouts',
      icon: 'calendar-check',
      shows,
    });
  }
}

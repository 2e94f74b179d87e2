import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccreditationModule } from '#modules/accreditation';
import { CurriculumModule } from '#modules/curriculum';
import { LearningModule } from '#modules/learning';
import { NotificationsModule } from '#modules/notifications';
import { ProgrammeModule } from '#modules/programme';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { HealthChecks } from '#platform/health/health-checks';
import { Navigation } from '#platform/http/surroundings';
import { CompletionReport } from './completion-report.service';
import { CoverageAlarms } from './coverage-alarms.service';
import { CoverageService } from './coverage.service';
import { CompletionRowsReadModel } from './data/completion-rows.read-model';
import { CoverageReadModel } from './data/coverage.read-model';
import { LooseEndsReadModel } from './data/loose-ends.read-model';
import { OwnPlaceReadModel } from './data/own-place.read-model';
import { RecordOfPersonReadModel } from './data/record-of-person.read-model';
import { RoundsInReports } from './data/rounds.read-model';
import { SuppliersReadModel } from './data/suppliers.read-model';
import { TeamReadModel } from './data/team.read-model';
import { WhyReadModel } from './data/why.read-model';
import { LooseEndsService } from './loose-ends.service';
import { CoverageController } from './web/coverage.controller';
import { CoverageFilesController } from './web/coverage-files.controller';
import { CoveragePeopleController } from './web/coverage-people.controller';
import { LooseEndsController } from './web/loose-ends.controller';
import { HomeController } from './web/home.controller';
import { LinePage } from './web/line-page';
import { MemberPage } from './web/member-page';
import { PeopleAsked } from './web/people-asked';
import { OwnPlaceController } from './web/own-place.controller';
import { SupplierController } from './web/supplier.controller';
import { SupplierFilesController } from './web/supplier-files.controller';
import { SupplierPersonController } from './web/supplier-person.controller';
import { SupplierScopes } from './web/supplier-scope';
import { TeamController } from './web/team.controller';
import { TeamFilesController } from './web/team-files.controller';
import { TeamMemberController } from './web/team-member.controller';
import { TeamScopes } from './web/team-scope';
import { WhyController } from './web/why.controller';

@Module({
  imports: [ProgrammeModule, LearningModule, CurriculumModule, AccreditationModule, NotificationsModule],
  // Files and people before the pages whose paths could be taken for theirs.
  controllers: [
    HomeController,
    OwnPlaceController,
    TeamFilesController,
    TeamController,
    TeamMemberController,
    SupplierFilesController,
    SupplierController,
    SupplierPersonController,
    CoverageFilesController,
    CoverageController,
    CoveragePeopleController,
    WhyController,
    LooseEndsController,
  ],
  providers: [
    CompletionReport,
    CoverageService,
    CoverageAlarms,
    CompletionRowsReadModel,
    CoverageReadModel,
    OwnPlaceReadModel,
    RecordOfPersonReadModel,
    RoundsInReports,
    SuppliersReadModel,
    TeamReadModel,
    TeamScopes,
    SupplierScopes,
    PeopleAsked,
    LinePage,
    MemberPage,
    WhyReadModel,
    LooseEndsReadModel,
    LooseEndsService,
  ],
  exports: [CompletionReport, CoverageService],
})
export class ReportingModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly health: HealthChecks,
    private readonly alarms: CoverageAlarms,
    @Inject(ACCESS_POLICY) private readonly access: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.health.add('coverage', async () => {
      const watched = await this.alarms.watched();
      const unaccounted = watched.reduce((sum, round) => sum + round.unaccounted, 0);
      return { ok: unaccounted === 0, openRounds: watched.length, unaccounted };
    });
    this.navigation.add(10, { href: '/my', label: 'reporting.nav.my', icon: 'home', shows: ({ actor }) => this.access.may(actor, 'my') });
    this.navigation.add(20, {
      href: '/team',
      label: 'reporting.nav.team',
      icon: 'users',
      // HR may look at any team, and comes to them through coverage; a tab of one's own is for those who have a team.
      shows: ({ actor }) => actor.kind === 'person' && actor.isManager,
    });
    this.navigation.add(25, {
      href: '/supplier',
      label: 'reporting.nav.supplier',
      icon: 'users',
      shows: ({ actor }) => actor.kind === 'person' && actor.supplierIds.length > 0,
    });
    this.navigation.add(35, {
      href: '/loose-ends',
      label: 'reporting.nav.loose-ends',
      icon: 'hand',
      shows: ({ actor }) => this.access.may(actor, 'team'),
    });
    this.navigation.add(30, {
      href: '/coverage',
      label: 'reporting.nav.coverage',
      icon: 'chart',
      shows: ({ actor }) => this.access.may(actor, 'coverage.read'),
    });
  }
}

import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Context } from '#kernel/context';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { AbsencesService } from './absences.service';
import { CompanyService } from './company.service';
import { ChoicesReadModel } from './data/choices.read-model';
import { AbsenceEntity } from './data/absence.entity';
import { Absences } from './data/absences.repository';
import { Companies } from './data/companies.repository';
import { CompanyEntity } from './data/company.entity';
import { Engagements } from './data/engagements.repository';
import { EngagementEntity } from './data/engagement.entity';
import { PersonMergeEntity } from './data/person-merge.entity';
import { PersonEntity } from './data/person.entity';
import { SiteEntity, SupplierEntity, TeamEntity } from './data/place.entity';
import { PeopleListReadModel } from './data/people-list.read-model';
import { PersonPageReadModel } from './data/person-page.read-model';
import { Persons } from './data/persons.repository';
import { PlacesReadModel } from './data/places.read-model';
import { Places } from './data/places.repository';
import { PersonTraces } from './data/person-traces';
import { PresenceReadModel } from './data/presence.read-model';
import { RosterChangeEntity, RosterUndoEntity, RosterUndoRestEntity } from './data/roster-change.entity';
import { RosterChanges } from './data/roster-changes.repository';
import { RosterImportEntity, RosterImportRowEntity } from './data/roster-import.entity';
import { ImportPeopleReadModel } from './data/import-people.read-model';
import { RosterImportsReadModel } from './data/roster-imports.read-model';
import { RosterImports } from './data/roster-imports.repository';
import { RosterJournal } from './data/roster-journal';
import { RosterMappingEntity, RosterSourceEntity } from './data/roster-mapping.entity';
import { RosterMappings } from './data/roster-mappings.repository';
import { RosterUndoing } from './data/roster-undoing';
import { RosterUndos } from './data/roster-undos.repository';
import { RosterWriter } from './data/roster-writer';
import { Rosters } from './data/roster.repository';
import { EngagementsService } from './engagements.service';
import { PeopleMergeParts } from './data/merge-parts';
import { Duplicates } from './data/duplicates.repository';
import { DuplicatesReadModel } from './data/duplicates.read-model';
import { RequestsReadModel } from './data/requests.read-model';
import { DuplicatesService } from './duplicates.service';
import { FindDuplicates } from './jobs/find-duplicates.job';
import { ForgetPreviews } from './jobs/forget-previews.job';
import { DuplicatesController } from './web/duplicates.controller';
import { JoiningRequests } from './data/requests.repository';
import { PeopleRequestsService } from './people-requests.service';
import { PostersService } from './posters.service';
import { JoinController } from './web/join.controller';
import { JoinThrottle } from './web/join-throttle';
import { RequestDecisionsController } from './web/request-decisions.controller';
import { RequestQueuePage } from './web/request-queue-page';
import { RequestsController } from './web/requests.controller';
import { SitesController } from './web/sites.controller';
import { SupplierRequestsController } from './web/supplier-requests.controller';
import { MergesController } from './web/merges.controller';
import { Merges } from './data/merges.repository';
import { DuplicatePairEntity } from './data/duplicate-pair.entity';
import { JoiningRequestEntity, SitePosterEntity } from './data/joining-request.entity';
import { MergesService } from './merges.service';
import { PersonMergeParts } from './person-merge-parts';
import { FirstWayIn } from './first-way-in';
import { HrDesk } from './hr-desk';
import { ImportsUnderWay } from './imports-under-way';
import { ImportInbox } from './jobs/import-inbox.job';
import { PeopleService } from './people.service';
import { RosterChecks } from './roster-checks';
import { RosterColumnsService } from './roster-columns.service';
import { RosterFollowers } from './roster-followers';
import { RosterGuard } from './roster-guard';
import { RosterInbox } from './roster-inbox.service';
import { RosterUndoService } from './roster-undo.service';
import { RosterService } from './roster.service';
import { AbsencesController } from './web/absences.controller';
import { EngagementsController } from './web/engagements.controller';
import { LogoController } from './web/logo.controller';
import { NewPersonController } from './web/new-person.controller';
import { PeopleController } from './web/people.controller';
import { PersonDetailsController } from './web/person-details.controller';
import { RosterColumnsController } from './web/roster-columns.controller';
import { RosterDownloadsController } from './web/roster-downloads.controller';
import { RosterImportsController } from './web/roster-imports.controller';
import { RosterUndoController } from './web/roster-undo.controller';

@Global()
@Module({
  imports: [
    records(
      CompanyEntity,
      SupplierEntity,
      TeamEntity,
      SiteEntity,
      PersonEntity,
      EngagementEntity,
      AbsenceEntity,
      PersonMergeEntity,
      DuplicatePairEntity,
      SitePosterEntity,
      JoiningRequestEntity,
      RosterImportEntity,
      RosterImportRowEntity,
      RosterChangeEntity,
      RosterUndoEntity,
      RosterUndoRestEntity,
      RosterSourceEntity,
      RosterMappingEntity,
    ),
  ],
  controllers: [
    NewPersonController,
    PeopleController,
    PersonDetailsController,
    EngagementsController,
    DuplicatesController,
    MergesController,
    JoinController,
    RequestDecisionsController,
    RequestsController,
    SitesController,
    SupplierRequestsController,
    AbsencesController,
    RosterDownloadsController,
    RosterImportsController,
    RosterColumnsController,
    RosterUndoController,
    LogoController,
  ],
  providers: [
    AbsencesService,
    Absences,
    CompanyService,
    Engagements,
    Merges,
    Duplicates,
    DuplicatesReadModel,
    DuplicatesService,
    FindDuplicates,
    ForgetPreviews,
    RequestQueuePage,
    RequestsReadModel,
    JoiningRequests,
    JoinThrottle,
    PeopleRequestsService,
    PostersService,
    MergesService,
    PersonMergeParts,
    PeopleMergeParts,
    EngagementsService,
    ChoicesReadModel,
    PeopleService,
    Persons,
    RosterService,
    RosterFollowers,
    RosterChecks,
    ImportsUnderWay,
    Companies,
    Places,
    Rosters,
    RosterWriter,
    RosterImports,
    RosterColumnsService,
    RosterUndoService,
    RosterGuard,
    RosterInbox,
    ImportInbox,
    FirstWayIn,
    HrDesk,
    RosterJournal,
    RosterChanges,
    RosterUndoing,
    RosterUndos,
    RosterMappings,
    PersonTraces,
    PresenceReadModel,
    PeopleListReadModel,
    PersonPageReadModel,
    PlacesReadModel,
    ImportPeopleReadModel,
    RosterImportsReadModel,
  ],
  exports: [
    AbsencesService,
    MergesService,
    PersonMergeParts,
    CompanyService,
    EngagementsService,
    PeopleService,
    PlacesReadModel,
    RosterService,
    RosterUndoService,
    RosterFollowers,
    FirstWayIn,
    HrDesk,
  ],
})
export class PeopleModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly roster: RosterService,
    private readonly jobs: JobRunner,
    private readonly importInbox: ImportInbox,
    private readonly findDuplicates: FindDuplicates,
    private readonly forgetPreviews: ForgetPreviews,
    private readonly server: HttpAdapterHost,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  async onModuleInit(): Promise<void> {
    const shows = ({ actor }: Context): boolean => this.policy.may(actor, 'roster.read');
    this.navigation.add(50, { href: '/people', label: 'people.nav', icon: 'users', shows });
    this.jobs.register(this.importInbox, this.findDuplicates, this.forgetPreviews);
    // Commands come and go beside a running server: only the server that starts knows that nobody is at work on an import.
    const isServer = Boolean(this.server.httpAdapter as unknown);
    if (isServer) await this.roster.giveUpInterrupted();
  }
}

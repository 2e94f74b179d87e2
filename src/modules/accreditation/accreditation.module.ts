import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '#modules/curriculum';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation, SettingsIndex } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { AccreditationService } from './accreditation.service';
import { AppearanceService } from './appearance.service';
import { CertificateService } from './certificate.service';
import { CorrectionsService } from './corrections.service';
import { DiplomaLinkEntity } from './data/diploma-link.entity';
import { DiplomaLinks } from './data/diploma-links.repository';
import { DiplomaEntity, DiplomaPictureEntity } from './data/diploma.entity';
import { StandingsReadModel } from './data/standings.read-model';
import { PublishStatus } from './jobs/publish-status.job';
import { RecordSigner } from './record-signer';
import { StatusFileService } from './status-file.service';
import { BadgesService } from './badges.service';
import { BadgeStatuses } from './data/badge-statuses.repository';
import { BadgeStatusEntity } from './data/badge-status.entity';
import { DiplomaHolderEntity } from './data/diploma-holder.entity';
import { DiplomaHolders } from './data/diploma-holders.repository';
import { HolderMergeParts } from './data/holder-merge-parts';
import { DownloadEntity } from './data/download.entity';
import { DownloadsReadModel } from './data/downloads.read-model';
import { Downloads } from './data/downloads.repository';
import { AccreditationMergeParts } from './data/merge-parts';
import { Diplomas } from './data/diplomas.repository';
import { Designs } from './data/designs.repository';
import { DesignVersions } from './data/designs.read-model';
import { DiplomaDesignEntity } from './data/diploma-design.entity';
import { DesignsService } from './designs.service';
import { DesignPages } from './web/design-pages';
import { DesignPreviewsController } from './web/design-previews.controller';
import { DesignsController } from './web/designs.controller';
import { LadderRows } from './data/ladder.repository';
import { RegisterReadModel } from './data/register.read-model';
import { TeamDiplomasReadModel } from './data/team-diplomas.read-model';
import { DiplomaLinksService } from './diploma-links.service';
import { DiplomaFileEntity } from './data/diploma-file.entity';
import { DiplomaFiles } from './data/diploma-files.repository';
import { HandedOutService } from './handed-out.service';
import { DiplomaSignatureEntity } from './data/diploma-signature.entity';
import { DiplomaSignatures } from './data/diploma-signatures.repository';
import { DiplomaSigner } from './diploma-signer';
import { DiplomaRegister } from './diploma-register';
import { HolderChoicesService } from './holder-choices.service';
import { DownloadsService } from './downloads.service';
import { DownloadsUnderWay } from './downloads-under-way';
import { DiplomaIndex } from './files/diploma-index';
import { DiplomaPress } from './files/diploma-press';
import { DownloadFolder } from './files/download-folder';
import { DownloadWorkshop } from './files/download-workshop';
import { IssuingService } from './issuing.service';
import { DrawDownloads } from './jobs/draw-downloads.job';
import { ExpireDownloads } from './jobs/expire-downloads.job';
import { IssueDiplomas } from './jobs/issue-diplomas.job';
import { SendDiplomaLinks } from './jobs/send-diploma-links.job';
import { LadderStepsService } from './ladder-steps.service';
import { LadderService } from './ladder.service';
import { ShelfNeighbours } from './shelf-neighbours';
import { CertificateController } from './web/certificate.controller';
import { DiplomaArchive } from './web/diploma-archive';
import { DiplomaDownloads } from './web/diploma-downloads';
import { DiplomaLinkDesk } from './web/diploma-link-desk';
import { DiplomaOfPage } from './web/diploma-of-page';
import { DiplomaPrinter } from './web/diploma-printer';
import { DiplomaRevocationsController } from './web/diploma-revocations.controller';
import { DiplomasController } from './web/diplomas.controller';
import { LadderController } from './web/ladder.controller';
import { StatusFileController } from './web/status-file.controller';
import { StatusFolder } from './web/status-folder';
import { BadgeFiles } from './web/badge-files';
import { MyBadgesController } from './web/my-badges.controller';
import { PublicBadgesController } from './web/public-badges.controller';
import { FileVerifier } from './web/file-verification';
import { FileVerificationController } from './web/file-verification.controller';
import { MyDisplayController } from './web/my-display.controller';
import { LinkSlipPrinter } from './web/link-slip-printer';
import { MyDiplomaLinkController } from './web/my-diploma-link.controller';
import { DownloadsController } from './web/downloads.controller';
import { MyDiplomasController } from './web/my-diplomas.controller';
import { PersonDiplomasController } from './web/person-diplomas.controller';
import { PersonalLinkThrottle } from './web/personal-link-throttle';
import { PersonalPlaceController } from './web/personal-place.controller';
import { ReplacementsController } from './web/replacements.controller';
import { SupplierDiplomasController } from './web/supplier-diplomas.controller';
import { TeamDiplomasController } from './web/team-diplomas.controller';
import { TranscriptPrinter } from './web/transcript-printer';
import { VerificationThrottle } from './web/verification-throttle';
import { VerificationController } from './web/verification.controller';

@Module({
  imports: [
    records(
      DiplomaEntity,
      DiplomaPictureEntity,
      DiplomaLinkEntity,
      DiplomaHolderEntity,
      BadgeStatusEntity,
      DiplomaDesignEntity,
      DiplomaSignatureEntity,
      DiplomaFileEntity,
      DownloadEntity,
    ),
    PeopleModule,
    CurriculumModule,
  ],
  controllers: [
    DiplomasController,
    DownloadsController,
    ReplacementsController,
    DiplomaRevocationsController,
    MyDisplayController,
    MyDiplomasController,
    TeamDiplomasController,
    SupplierDiplomasController,
    VerificationController,
    LadderController,
    CertificateController,
    FileVerificationController,
    MyDiplomaLinkController,
    PersonDiplomasController,
    PersonalPlaceController,
    DesignsController,
    DesignPreviewsController,
    MyBadgesController,
    PublicBadgesController,
    StatusFileController,
  ],
  providers: [
    AccreditationService,
    ShelfNeighbours,
    IssuingService,
    LadderService,
    LadderStepsService,
    LadderRows,
    AppearanceService,
    DesignsService,
    Designs,
    DesignVersions,
    DesignPages,
    DiplomaRegister,
    CorrectionsService,
    Diplomas,
    DiplomaHolders,
    HolderChoicesService,
    HolderMergeParts,
    AccreditationMergeParts,
    TeamDiplomasReadModel,
    DiplomaPrinter,
    DiplomaSigner,
    DiplomaSignatures,
    DiplomaFiles,
    HandedOutService,
    CertificateService,
    DiplomaOfPage,
    RegisterReadModel,
    DiplomaArchive,
    DiplomaDownloads,
    DiplomaPress,
    DiplomaIndex,
    Downloads,
    DownloadsReadModel,
    DownloadsService,
    DownloadsUnderWay,
    DownloadFolder,
    DownloadWorkshop,
    VerificationThrottle,
    FileVerifier,
    BadgeStatuses,
    RecordSigner,
    StandingsReadModel,
    StatusFileService,
    StatusFolder,
    PublishStatus,
    BadgesService,
    BadgeFiles,
    IssueDiplomas,
    DiplomaLinks,
    DiplomaLinksService,
    DiplomaLinkDesk,
    LinkSlipPrinter,
    TranscriptPrinter,
    PersonalLinkThrottle,
    SendDiplomaLinks,
    DrawDownloads,
    ExpireDownloads,
  ],
  exports: [
    AccreditationService,
    ShelfNeighbours,
    DiplomaPrinter,
    DiplomaArchive,
    FileVerifier,
    StatusFolder,
    TeamDiplomasReadModel,
    TranscriptPrinter,
  ],
})
export class AccreditationModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly issueDiplomas: IssueDiplomas,
    private readonly sendDiplomaLinks: SendDiplomaLinks,
    private readonly drawDownloads: DrawDownloads,
    private readonly expireDownloads: ExpireDownloads,
    private readonly publishStatus: PublishStatus,
    private readonly navigation: Navigation,
    private readonly settings: SettingsIndex,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.issueDiplomas, this.sendDiplomaLinks, this.drawDownloads, this.expireDownloads, this.publishStatus);
    this.navigation.add(15, {
      href: '/my/diplomas',
      label: 'accreditation.nav',
      icon: 'diploma',
      shows: (ctx) => this.policy.may(ctx.actor, 'my'),
    });
    this.navigation.add(55, {
      href: '/diplomas',
      label: 'accreditation.register.nav',
      icon: 'shield',
      shows: (ctx) => this.policy.may(ctx.actor, 'diplomas.read'),
    });
    this.settings.add(45, {
      href: '/settings/certificate',
      title: 'accreditation.certificate.title',
      text: 'accreditation.certificate.setting',
      icon: 'key',
      shows: (ctx) => this.policy.may(ctx.actor, 'settings.write'),
    });
    this.settings.add(40, {
      href: '/settings/ladder',
      title: 'accreditation.ladder.title',
      text: 'accreditation.ladder.setting',
      icon: 'layers',
      shows: (ctx) => this.policy.may(ctx.actor, 'settings.write'),
    });
    this.settings.add(30, {
      href: '/settings/diplomas',
      title: 'accreditation.designs.title',
      text: 'accreditation.designs.setting',
      icon: 'diploma',
      shows: (ctx) => this.policy.may(ctx.actor, 'settings.write'),
    });
  }
}

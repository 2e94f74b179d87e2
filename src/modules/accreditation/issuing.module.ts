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
import { DesignVersions } from './data/designs.read-model';
import { Designs } from './data/designs.repository';
import { DiplomaDesignEntity } from './data/diploma-design.entity';
import { DiplomaFileEntity } from './data/diploma-file.entity';
import { DiplomaFiles } from './data/diploma-files.repository';
import { DiplomaHolderEntity } from './data/diploma-holder.entity';
import { DiplomaHolders } from './data/diploma-holders.repository';
import { DiplomaSignatureEntity } from './data/diploma-signature.entity';
import { DiplomaSignatures } from './data/diploma-signatures.repository';
import { DiplomaEntity, DiplomaPictureEntity } from './data/diploma.entity';
import { Diplomas } from './data/diplomas.repository';
import { HolderMergeParts } from './data/holder-merge-parts';
import { LadderRows } from './data/ladder.repository';
import { AccreditationMergeParts } from './data/merge-parts';
import { RegisterReadModel } from './data/register.read-model';
import { DesignsService } from './designs.service';
import { DiplomaRegister } from './diploma-register';
import { DiplomaSigner } from './diploma-signer';
import { HandedOutService } from './handed-out.service';
import { HolderChoicesService } from './holder-choices.service';
import { IssuingService } from './issuing.service';
import { IssueDiplomas } from './jobs/issue-diplomas.job';
import { LadderStepsService } from './ladder-steps.service';
import { LadderService } from './ladder.service';
import { CertificateController } from './web/certificate.controller';
import { DesignPages } from './web/design-pages';
import { DesignPreviewsController } from './web/design-previews.controller';
import { DesignsController } from './web/designs.controller';
import { DiplomaOfPage } from './web/diploma-of-page';
import { DiplomaPrinter } from './web/diploma-printer';
import { DiplomaRevocationsController } from './web/diploma-revocations.controller';
import { DiplomasController } from './web/diplomas.controller';
import { LadderController } from './web/ladder.controller';
import { ReplacementsController } from './web/replacements.controller';

/** Who has earned a diploma, how it looks, who signs it, and what puts it right afterwards. */
@Module({
  imports: [
    records(DiplomaEntity, DiplomaPictureEntity, DiplomaHolderEntity, DiplomaDesignEntity, DiplomaSignatureEntity, DiplomaFileEntity),
    PeopleModule,
    CurriculumModule,
  ],
  controllers: [
    DiplomasController,
    ReplacementsController,
    DiplomaRevocationsController,
    LadderController,
    DesignsController,
    DesignPreviewsController,
    CertificateController,
  ],
  providers: [
    AccreditationService,
    IssuingService,
    IssueDiplomas,
    DiplomaRegister,
    Diplomas,
    CorrectionsService,
    LadderService,
    LadderStepsService,
    LadderRows,
    AppearanceService,
    DesignsService,
    Designs,
    DesignVersions,
    DesignPages,
    CertificateService,
    DiplomaSigner,
    DiplomaSignatures,
    DiplomaFiles,
    HandedOutService,
    DiplomaPrinter,
    DiplomaHolders,
    HolderChoicesService,
    HolderMergeParts,
    AccreditationMergeParts,
    RegisterReadModel,
    DiplomaOfPage,
  ],
  exports: [AccreditationService, AppearanceService, DiplomaPrinter, Diplomas, HolderChoicesService],
})
export class IssuingModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly issueDiplomas: IssueDiplomas,
    private readonly navigation: Navigation,
    private readonly settings: SettingsIndex,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.issueDiplomas);
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

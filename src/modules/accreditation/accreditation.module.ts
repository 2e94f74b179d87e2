import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { CurriculumModule } from '#modules/curriculum';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { AccreditationService } from './accreditation.service';
import { AppearanceService } from './appearance.service';
import { CorrectionsService } from './corrections.service';
import { DiplomaEntity, DiplomaPictureEntity } from './data/diploma.entity';
import { AccreditationMergeParts } from './data/merge-parts';
import { Diplomas } from './data/diplomas.repository';
import { RegisterReadModel } from './data/register.read-model';
import { TeamDiplomasReadModel } from './data/team-diplomas.read-model';
import { DiplomaRegister } from './diploma-register';
import { IssuingService } from './issuing.service';
import { IssueDiplomas } from './jobs/issue-diplomas.job';
import { DiplomaArchive } from './web/diploma-archive';
import { DiplomaDownloads } from './web/diploma-downloads';
import { DiplomaOfPage } from './web/diploma-of-page';
import { DiplomaPrinter } from './web/diploma-printer';
import { DiplomaRevocationsController } from './web/diploma-revocations.controller';
import { DiplomasController } from './web/diplomas.controller';
import { ReplacementsController } from './web/replacements.controller';
import { MyDiplomasController } from './web/my-diplomas.controller';
import { SupplierDiplomasController } from './web/supplier-diplomas.controller';
import { TeamDiplomasController } from './web/team-diplomas.controller';
import { VerificationThrottle } from './web/verification-throttle';
import { VerificationController } from './web/verification.controller';

@Module({
  imports: [records(DiplomaEntity, DiplomaPictureEntity), PeopleModule, CurriculumModule],
  controllers: [
    DiplomasController,
    ReplacementsController,
    DiplomaRevocationsController,
    MyDiplomasController,
    TeamDiplomasController,
    SupplierDiplomasController,
    VerificationController,
  ],
  providers: [
    AccreditationService,
    IssuingService,
    AppearanceService,
    DiplomaRegister,
    CorrectionsService,
    Diplomas,
    AccreditationMergeParts,
    TeamDiplomasReadModel,
    DiplomaPrinter,
    DiplomaOfPage,
    RegisterReadModel,
    DiplomaArchive,
    DiplomaDownloads,
    VerificationThrottle,
    IssueDiplomas,
  ],
  exports: [AccreditationService, DiplomaPrinter, DiplomaArchive, TeamDiplomasReadModel],
})
export class AccreditationModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly issueDiplomas: IssueDiplomas,
    private readonly navigation: Navigation,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.issueDiplomas);
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
  }
}

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
import { TeamDiplomasReadModel } from './data/team-diplomas.read-model';
import { DiplomaRegister } from './diploma-register';
import { IssuingService } from './issuing.service';
import { IssueDiplomas } from './jobs/issue-diplomas.job';
import { DiplomaArchive } from './web/diploma-archive';
import { DiplomaDownloads } from './web/diploma-downloads';
import { DiplomaPrinter } from './web/diploma-printer';
import { MyDiplomasController } from './web/my-diplomas.controller';
import { SupplierDiplomasController } from './web/supplier-diplomas.controller';
import { TeamDiplomasController } from './web/team-diplomas.controller';
import { VerificationThrottle } from './web/verification-throttle';
import { VerificationController } from './web/verification.controller';

@Module({
  imports: [records(DiplomaEntity, DiplomaPictureEntity), PeopleModule, CurriculumModule],
  controllers: [MyDiplomasController, TeamDiplomasController, SupplierDiplomasController, VerificationController],
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
  }
}

import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation } from '#platform/http/surroundings';
import { JobRunner } from '#platform/jobs/jobs';
import { DiplomaLinkEntity } from './data/diploma-link.entity';
import { DiplomaLinks } from './data/diploma-links.repository';
import { DiplomaLinksService } from './diploma-links.service';
import { IssuingModule } from './issuing.module';
import { SendDiplomaLinks } from './jobs/send-diploma-links.job';
import { ShelfNeighbours } from './shelf-neighbours';
import { VerificationModule } from './verification.module';
import { DiplomaLinkDesk } from './web/diploma-link-desk';
import { LinkSlipPrinter } from './web/link-slip-printer';
import { MyBadgesController } from './web/my-badges.controller';
import { MyDiplomaLinkController } from './web/my-diploma-link.controller';
import { MyDiplomasController } from './web/my-diplomas.controller';
import { MyDisplayController } from './web/my-display.controller';
import { PersonDiplomasController } from './web/person-diplomas.controller';
import { PersonalLinkThrottle } from './web/personal-link-throttle';
import { PersonalPlaceController } from './web/personal-place.controller';
import { TranscriptPrinter } from './web/transcript-printer';

/** Where a person finds the own diplomas, here or after leaving, and hands them on. */
@Module({
  imports: [records(DiplomaLinkEntity), IssuingModule, VerificationModule],
  controllers: [
    MyDiplomasController,
    MyDisplayController,
    MyBadgesController,
    MyDiplomaLinkController,
    PersonalPlaceController,
    PersonDiplomasController,
  ],
  providers: [
    ShelfNeighbours,
    DiplomaLinks,
    DiplomaLinksService,
    DiplomaLinkDesk,
    LinkSlipPrinter,
    TranscriptPrinter,
    PersonalLinkThrottle,
    SendDiplomaLinks,
  ],
  exports: [ShelfNeighbours, TranscriptPrinter],
})
export class OwnPlaceModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly sendDiplomaLinks: SendDiplomaLinks,
    private readonly navigation: Navigation,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.sendDiplomaLinks);
    this.navigation.add(15, {
      href: '/my/diplomas',
      label: 'accreditation.nav',
      icon: 'diploma',
      shows: (ctx) => this.policy.may(ctx.actor, 'my'),
    });
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { JobRunner } from '#platform/jobs/jobs';
import { BadgesService } from './badges.service';
import { BadgeStatusEntity } from './data/badge-status.entity';
import { BadgeStatuses } from './data/badge-statuses.repository';
import { StandingsReadModel } from './data/standings.read-model';
import { IssuingModule } from './issuing.module';
import { PublishStatus } from './jobs/publish-status.job';
import { RecordSigner } from './record-signer';
import { StatusFileService } from './status-file.service';
import { BadgeFiles } from './web/badge-files';
import { FileVerifier } from './web/file-verification';
import { FileVerificationController } from './web/file-verification.controller';
import { PublicBadgesController } from './web/public-badges.controller';
import { StatusFileController } from './web/status-file.controller';
import { StatusFolder } from './web/status-folder';
import { VerificationThrottle } from './web/verification-throttle';
import { VerificationController } from './web/verification.controller';

/** What anybody can check without us: a code, a file, a badge, and the list of what still stands. */
@Module({
  imports: [records(BadgeStatusEntity), PeopleModule, IssuingModule],
  controllers: [VerificationController, FileVerificationController, PublicBadgesController, StatusFileController],
  providers: [
    VerificationThrottle,
    FileVerifier,
    BadgesService,
    BadgeStatuses,
    BadgeFiles,
    RecordSigner,
    StandingsReadModel,
    StatusFileService,
    StatusFolder,
    PublishStatus,
  ],
  exports: [BadgeFiles, FileVerifier, StatusFolder],
})
export class VerificationModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly publishStatus: PublishStatus,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.publishStatus);
  }
}

import { Module, type OnModuleInit } from '@nestjs/common';
import { PeopleModule } from '#modules/people';
import { records } from '#platform/database/record';
import { JobRunner } from '#platform/jobs/jobs';
import { DownloadEntity } from './data/download.entity';
import { DownloadsReadModel } from './data/downloads.read-model';
import { Downloads } from './data/downloads.repository';
import { TeamDiplomasReadModel } from './data/team-diplomas.read-model';
import { DownloadsUnderWay } from './downloads-under-way';
import { DownloadsService } from './downloads.service';
import { DiplomaIndex } from './files/diploma-index';
import { DiplomaPress } from './files/diploma-press';
import { DownloadFolder } from './files/download-folder';
import { DownloadWorkshop } from './files/download-workshop';
import { IssuingModule } from './issuing.module';
import { DrawDownloads } from './jobs/draw-downloads.job';
import { ExpireDownloads } from './jobs/expire-downloads.job';
import { DiplomaArchive } from './web/diploma-archive';
import { DiplomaDownloads } from './web/diploma-downloads';
import { DownloadsController } from './web/downloads.controller';
import { SupplierDiplomasController } from './web/supplier-diplomas.controller';
import { TeamDiplomasController } from './web/team-diplomas.controller';

/** Many diplomas at once: chosen, drawn in the background, kept for a while and handed out. */
@Module({
  imports: [records(DownloadEntity), PeopleModule, IssuingModule],
  controllers: [DownloadsController, TeamDiplomasController, SupplierDiplomasController],
  providers: [
    Downloads,
    DownloadsReadModel,
    DownloadsService,
    DownloadsUnderWay,
    DownloadFolder,
    DownloadWorkshop,
    DiplomaPress,
    DiplomaIndex,
    DiplomaArchive,
    DiplomaDownloads,
    TeamDiplomasReadModel,
    DrawDownloads,
    ExpireDownloads,
  ],
  exports: [DiplomaArchive, TeamDiplomasReadModel],
})
export class DownloadsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly drawDownloads: DrawDownloads,
    private readonly expireDownloads: ExpireDownloads,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this.drawDownloads, this.expireDownloads);
  }
}

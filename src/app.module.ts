import { Module } from '@nestjs/common';
import { AuditModule } from '#modules/audit';
import { IdentityModule } from '#modules/identity';
import { PeopleModule } from '#modules/people';
import { CurriculumModule } from '#modules/curriculum';
import { ProgrammeModule } from '#modules/programme';
import { LearningModule } from '#modules/learning';
import { AccreditationModule } from '#modules/accreditation';
import { LegalModule } from '#modules/legal';
import { NotificationsModule } from '#modules/notifications';
import { ReportingModule } from '#modules/reporting';
import { SetupModule } from '#modules/setup';
import { PlatformModule } from '#platform/platform.module';
import { migrations } from './migrations';

/** The table of contents: the modules in reading order, each of which may know those above it. */
@Module({
  imports: [
    PlatformModule.with(migrations),
    AuditModule,
    PeopleModule,
    IdentityModule,
    CurriculumModule,
    ProgrammeModule,
    LearningModule,
    AccreditationModule,
    LegalModule,
    NotificationsModule,
    ReportingModule,
    SetupModule,
  ],
})
export class AppModule {}

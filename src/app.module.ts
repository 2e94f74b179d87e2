import { Module } from '@nestjs/common';
import { AuditModule } from '#modules/audit';
import { PlatformModule } from '#platform/platform.module';
import { migrations } from './migrations';

/** The table of contents: the modules in reading order, each of which may know those above it. */
@Module({
  imports: [PlatformModule.with(migrations), AuditModule],
})
export class AppModule {}

import { Module } from '@nestjs/common';
import { DownloadsModule } from './downloads.module';
import { IssuingModule } from './issuing.module';
import { OwnPlaceModule } from './own-place.module';
import { VerificationModule } from './verification.module';

const PARTS = [IssuingModule, VerificationModule, DownloadsModule, OwnPlaceModule];

@Module({ imports: PARTS, exports: PARTS })
export class AccreditationModule {}

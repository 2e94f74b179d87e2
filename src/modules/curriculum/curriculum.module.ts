import { Global, Module } from '@nestjs/common';
import { records } from '#platform/database/record';
import { CurriculumService } from './curriculum.service';
import { EditionEntity, EditionImageEntity } from './data/edition.entity';
import { Editions } from './data/editions.repository';
import { UnitLibrary } from './data/unit-library';

@Global()
@Module({
  imports: [records(EditionEntity, EditionImageEntity)],
  providers: [CurriculumService, Editions, UnitLibrary],
  exports: [CurriculumService],
})
export class CurriculumModule {}

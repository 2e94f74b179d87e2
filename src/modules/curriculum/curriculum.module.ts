import { Global, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { Config } from '#platform/config/config';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation } from '#platform/http/surroundings';
import { CurriculumService } from './curriculum.service';
import { EditionEntity, EditionImageEntity } from './data/edition.entity';
import { Editions } from './data/editions.repository';
import { UnitLibrary } from './data/unit-library';
import { EditionImagesController } from './web/edition-images.controller';
import { UnitEditionsController } from './web/unit-editions.controller';
import { UnitPreviewsController } from './web/unit-previews.controller';
import { UnitsController } from './web/units.controller';

@Global()
@Module({
  imports: [records(EditionEntity, EditionImageEntity)],
  controllers: [UnitsController, UnitEditionsController, UnitPreviewsController, EditionImagesController],
  providers: [
    CurriculumService,
    Editions,
    { provide: UnitLibrary, inject: [Config], useFactory: (config: Config) => new UnitLibrary(config.curriculumDir) },
  ],
  exports: [CurriculumService],
})
export class CurriculumModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.navigation.add(50, {
      href: '/units',
      label: 'curriculum.nav.units',
      icon: 'lesson',
      shows: ({ actor }) => this.policy.may(actor, 'curriculum.read'),
    });
  }
}

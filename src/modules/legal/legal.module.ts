import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccreditationModule, ShelfNeighbours } from '#modules/accreditation';
import { CurriculumModule } from '#modules/curriculum';
import { PeopleModule } from '#modules/people';
import { OpeningNotices, ProgrammeModule } from '#modules/programme';
import { records } from '#platform/database/record';
import { ACCESS_POLICY, type AccessPolicy } from '#platform/http/access';
import { Navigation, SettingsIndex } from '#platform/http/surroundings';
import { LegalPaperEntity } from './data/legal-paper.entity';
import { LegalPeopleReadModel } from './data/legal-people.read-model';
import { LegalPackEntity, LegalPersonValueEntity, LegalValueEntity } from './data/legal-value.entity';
import { LegalValues } from './data/legal-values.repository';
import { LegalMergeParts } from './data/merge-parts';
import { PackLibrary } from './data/pack-library';
import { Papers } from './data/papers.repository';
import { PapersReadModel } from './data/papers.read-model';
import { LegalService } from './legal.service';
import { LegalOpeningNotices } from './opening-notices';
import { PapersService } from './papers.service';
import { PeopleFileService } from './people-file.service';
import { LegalShelfNeighbour } from './shelf-neighbour';
import { LegalController } from './web/legal.controller';
import { LegalDataController } from './web/legal-data.controller';
import { LegalPeopleController } from './web/legal-people.controller';
import { MyPapersController } from './web/my-papers.controller';
import { PackOfPage } from './web/pack-of-page';
import { PapersController } from './web/papers.controller';

@Module({
  imports: [
    records(LegalPackEntity, LegalValueEntity, LegalPersonValueEntity, LegalPaperEntity),
    PeopleModule,
    CurriculumModule,
    ProgrammeModule,
    AccreditationModule,
  ],
  controllers: [LegalController, LegalPeopleController, PapersController, LegalDataController, MyPapersController],
  providers: [
    PackLibrary,
    LegalValues,
    LegalPeopleReadModel,
    Papers,
    PapersReadModel,
    LegalMergeParts,
    LegalService,
    PapersService,
    PeopleFileService,
    LegalOpeningNotices,
    LegalShelfNeighbour,
    PackOfPage,
  ],
})
export class LegalModule implements OnModuleInit {
  constructor(
    private readonly navigation: Navigation,
    private readonly settings: SettingsIndex,
    private readonly opening: OpeningNotices,
    private readonly notices: LegalOpeningNotices,
    private readonly shelf: ShelfNeighbours,
    private readonly neighbour: LegalShelfNeighbour,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  onModuleInit(): void {
    this.opening.add(this.notices);
    this.shelf.add(this.neighbour);
    this.navigation.add(57, {
      href: '/legal',
      label: 'legal.nav',
      icon: 'file',
      // HR comes to it through the settings; a tab of its own is for those who have none.
      shows: ({ actor }) => this.policy.may(actor, 'diplomas.read') && !this.policy.may(actor, 'settings.write'),
    });
    this.settings.add(50, {
      href: '/legal',
      title: 'legal.packs.title',
      text: 'legal.setting',
      icon: 'file',
      shows: ({ actor }) => this.policy.may(actor, 'settings.write'),
    });
  }
}

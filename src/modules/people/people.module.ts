import { Global, Module } from '@nestjs/common';
import { records } from '#platform/database/record';
import { CompanyService } from './company.service';
import { Companies } from './data/companies.repository';
import { CompanyEntity } from './data/company.entity';
import { EngagementEntity } from './data/engagement.entity';
import { PersonEntity } from './data/person.entity';
import { SiteEntity, SupplierEntity, TeamEntity } from './data/places.entities';
import { Persons } from './data/persons.repository';
import { Places } from './data/places.repository';
import { RosterImportEntity, RosterImportRowEntity } from './data/roster-import.entity';
import { RosterImports } from './data/roster-imports.repository';
import { RosterWriter } from './data/roster-writer';
import { Rosters } from './data/roster.repository';
import { ImportsUnderWay } from './imports-under-way';
import { PeopleService } from './people.service';
import { RosterChecks } from './roster-checks';
import { RosterFollowers } from './roster-followers';
import { RosterService } from './roster.service';

@Global()
@Module({
  imports: [
    records(
      CompanyEntity,
      SupplierEntity,
      TeamEntity,
      SiteEntity,
      PersonEntity,
      EngagementEntity,
      RosterImportEntity,
      RosterImportRowEntity,
    ),
  ],
  providers: [
    CompanyService,
    PeopleService,
    Persons,
    RosterService,
    RosterFollowers,
    RosterChecks,
    ImportsUnderWay,
    Companies,
    Places,
    Rosters,
    RosterWriter,
    RosterImports,
  ],
  exports: [CompanyService, PeopleService, RosterService, RosterFollowers],
})
export class PeopleModule {}

// People knows persons, their engagements as staff or contractors, teams, sites and suppliers, the company, and how a roster file changes them. It does not know passwords or training.
export { AbsencesService } from './absences.service';
export { type Absence, ABSENCE_KINDS, type AbsenceKind, type AbsenceSpan } from './domain/absence';
export { type AskedEngagement, EngagementsService } from './engagements.service';
export { CompanyService } from './company.service';
export { type Exchange, type Exchanges, type MergedPair, PersonMergeParts } from './person-merge-parts';
export { PeopleRequestsService } from './people-requests.service';
export { MergesService } from './merges.service';
export { lineOf, peopleOfSuppliers } from './data/line';
export { PlacesReadModel } from './data/places.read-model';
export { type Company } from './domain/company';
export { PeopleModule } from './people.module';
export { PeopleService } from './people.service';
export { COLUMN_NAMES } from './domain/roster-columns';
export { HrDesk } from './hr-desk';
export { type RosterFollower, RosterFollowers } from './roster-followers';
export { type ImportReport } from './roster-report';
export { RosterUndoService, type Undone } from './roster-undo.service';
export { RosterService } from './roster.service';

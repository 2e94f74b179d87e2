// People knows persons, their engagements as staff or contractors, teams, sites and suppliers, the company, and how a roster file changes them. It does not know passwords or training.
export { CompanyService } from './company.service';
export { type Company } from './domain/company';
export { covers, type Engagement, type EngagementKind, type Person } from './domain/person';
export { LEAVERS_WITHOUT_APPROVAL } from './domain/roster-plan';
export { FILE_LIMITS } from './domain/roster-columns';
export { PeopleModule } from './people.module';
export { type NewColleague, PeopleService } from './people.service';
export { type RosterFollower, RosterFollowers } from './roster-followers';
export { type ImportReport } from './roster-report';
export { type ApplyRefusal, RosterService } from './roster.service';

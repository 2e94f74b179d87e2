// Programme knows the cadence, the rounds, who is in scope and by when; not how people learn.
export { ProgrammeModule } from './programme.module';
export { ProgrammeService, type Coverage, type RoundSummary } from './programme.service';
export type { Calendar, CalendarEntry, Approval, ProgrammeSettings } from './calendar.service';
export type { AssignmentSummary } from './data/assignments.read-model';
export { dueAsOf } from './data/due-as-of';
export type { EventCause, EventKind } from './domain/assignment-event';
export type { DueReason } from './domain/due-date';
export { dueWords, type DueWord, isUsual } from './domain/due-words';
export { type Exemption, EXEMPTION_REASONS, type ExemptionReason, type ExemptionSpan } from './domain/exemption';
export { EXTENSION_DAYS, EXTENSIONS_PER_ROUND } from './domain/extension';
export { ExemptionsService } from './exemptions.service';
export { type OpeningNotice, type OpeningNoticeSource, OpeningNotices } from './opening-notices';
export { RequestsPage } from './web/requests-page';
export { type Extension, ExtensionsService, type OwnTime } from './extensions.service';
export { EARLIEST_MONTHS, LATEST_MONTHS, USUAL_CADENCE, type Blackout, type Cadence, type Reason } from './domain/cadence';
export { STANDINGS, standingOf, type LedgerCounts, type Standing, type StandingFacts } from './domain/ledger';
export type { RoundState } from './domain/round';
export { blackoutAllowed, WINDOW_WEEKS } from './domain/settings';

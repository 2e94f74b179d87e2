// Accreditation knows diplomas: who earned which, as it was on the day of issue, their codes, their paper and their verification; not how a unit is learned.
export { AccreditationModule } from './accreditation.module';
export { AccreditationService } from './accreditation.service';
export { CorrectionsService } from './corrections.service';
export { TeamDiplomasReadModel, type FiledDiploma } from './data/team-diplomas.read-model';
export { type Diploma, type DiplomaStatus, holderName, type Snapshot, statusOf } from './domain/diploma';
export { inShelf } from './domain/shelf';
export { eligibilityOf, type Eligibility } from './domain/eligibility';
export { type Verification } from './domain/verification';
export { KEPT_DAYS, LEASE_SECONDS, MOST_UNDER_WAY } from './domain/download';
export { DownloadsService } from './downloads.service';
export { DownloadsUnderWay } from './downloads-under-way';
export { DiplomaArchive } from './web/diploma-archive';
export { type BesideDiplomas, type BesideDiplomasSource, ShelfNeighbours } from './shelf-neighbours';
export { DiplomaPrinter } from './web/diploma-printer';
export { TranscriptPrinter } from './web/transcript-printer';
export { FileVerifier, FILE_MEGABYTES, isTooLarge } from './web/file-verification';
export { type HostedFile, StatusFolder } from './web/status-folder';

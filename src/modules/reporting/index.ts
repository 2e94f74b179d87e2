// Reporting knows the questions that go across modules, and answers them on screens and in files. It writes nothing itself: what a reader asks for from its pages, the notifications say.
export { CompletionReport, REPORT_FORMATS, type ReportFile, type ReportFormat, type ReportScope } from './completion-report.service';
export { CoverageService, type CoverageRefusal } from './coverage.service';
export { ReportingModule } from './reporting.module';

// Audit knows who did what to which thing, and when: an append-only line, chained by hashes. It does not know what the action means.
export { AuditModule } from './audit.module';
export { AuditLog, type AuditEntry } from './audit.service';

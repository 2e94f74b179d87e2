import { Global, Module } from '@nestjs/common';
import { records } from '#platform/database/record';
import { AuditLog } from './audit.service';
import { AuditLineEntity } from './data/audit-line.entity';
import { AuditLines } from './data/audit-lines.repository';

@Global()
@Module({ imports: [records(AuditLineEntity)], providers: [AuditLog, AuditLines], exports: [AuditLog] })
export class AuditModule {}

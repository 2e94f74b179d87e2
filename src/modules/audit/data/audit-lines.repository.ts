import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { AuditLineEntity } from './audit-line.entity';

@Injectable()
export class AuditLines {
  constructor(private readonly db: Database) {}

  last(): Promise<Pick<AuditLineEntity, 'seq' | 'hash'> | null> {
    return this.db.row(sql`SELECT seq, hash FROM audit_line ORDER BY seq DESC LIMIT 1`);
  }

  async append(lines: readonly AuditLineEntity[]): Promise<void> {
    await this.db.insert('audit_line', lines);
  }

  after(seq: number, limit: number): Promise<AuditLineEntity[]> {
    return this.db.rows(sql`SELECT * FROM audit_line WHERE seq > ${seq} ORDER BY seq LIMIT ${limit}`);
  }

  before(seq: number, limit: number): Promise<AuditLineEntity[]> {
    return this.db.rows(sql`SELECT * FROM audit_line WHERE seq < ${seq} ORDER BY seq DESC LIMIT ${limit}`);
  }

  async tells(action: string, subjectType: string, subjectId: string): Promise<boolean> {
    const line = sql`SELECT seq FROM audit_line WHERE subject_type = ${subjectType} AND subject_id = ${subjectId} AND action = ${action} LIMIT 1`;
    return (await this.db.row(line)) !== null;
  }

  /** Writers queue for the end of the chain: two lines can never follow the same one. */
  async lockEnd(): Promise<void> {
    await this.db.execute(sql`INSERT INTO setting (key, value) VALUES ('audit.end', '') ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  }
}

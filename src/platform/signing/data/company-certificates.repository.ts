import { Injectable } from '@nestjs/common';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { CompanyCertificateEntity } from './company-certificate.entity';

@Injectable()
export class CompanyCertificateRows {
  constructor(private readonly db: Database) {}

  inUse(): Promise<CompanyCertificateEntity | null> {
    return this.db.row(sql`SELECT * FROM company_certificate WHERE in_use = ${'pdf'}`);
  }

  /** The newest first. */
  all(): Promise<CompanyCertificateEntity[]> {
    return this.db.rows(sql`SELECT * FROM company_certificate ORDER BY id DESC`);
  }

  byFingerprint(fingerprint: string): Promise<CompanyCertificateEntity[]> {
    return this.db.rows(sql`SELECT * FROM company_certificate WHERE fingerprint = ${fingerprint} ORDER BY id`);
  }

  /** False when another process was first. */
  async add(certificate: CompanyCertificateEntity): Promise<boolean> {
    return (await this.db.insert('company_certificate', [certificate], 'nothing')) === 1;
  }

  retire(now: Instant): Promise<number> {
    return this.db.execute(sql`UPDATE company_certificate SET in_use = NULL, retired_at = ${now} WHERE in_use = ${'pdf'}`);
  }
}

import { Injectable } from '@nestjs/common';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Company } from '../domain/company';
import type { CompanyEntity } from './company.entity';

export interface Logo {
  readonly type: string;
  readonly bytes: Buffer;
}

@Injectable()
export class Companies {
  constructor(private readonly db: Database) {}

  find(): Promise<(Company & { readonly hasLogo: number }) | null> {
    return this.db.row(
      sql`SELECT name, time_zone, country, language, hue, CASE WHEN logo IS NULL THEN 0 ELSE 1 END AS has_logo FROM company WHERE id = 'company'`,
    );
  }

  async logo(): Promise<Logo | null> {
    const row = await this.db.row<Pick<CompanyEntity, 'logo' | 'logoType'>>(sql`SELECT logo, logo_type FROM company WHERE id = 'company'`);
    return row?.logo == null || row.logoType === null ? null : { type: row.logoType, bytes: Buffer.from(row.logo, 'base64') };
  }

  /** Undefined leaves the logo as it is; null takes it away. */
  async save(company: Company, logo: Logo | null | undefined, at: Instant): Promise<void> {
    const { name, timeZone, country, language, hue } = company;
    const changes = {
      name,
      timeZone,
      country,
      language,
      hue,
      ...(logo === undefined ? {} : { logoType: logo?.type ?? null, logo: logo?.bytes.toString('base64') ?? null }),
    };
    if (await this.db.update('company', 'company', changes)) return;
    await this.db.insert('company', [{ id: 'company', logoType: null, logo: null, ...changes, setUpAt: at }]);
  }
}

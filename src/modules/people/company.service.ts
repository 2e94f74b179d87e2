import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { CompanyOnPages } from '#platform/http/surroundings';
import { Clock } from '#platform/time/clock';
import { Companies, type Logo } from './data/companies.repository';
import { type Company, UNNAMED_COMPANY } from './domain/company';

/** Whose programme this is. Kept in memory, because every page shows it. */
@Injectable()
export class CompanyService implements OnModuleInit {
  private known: Company | null = null;

  constructor(
    private readonly companies: Companies,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly pages: CompanyOnPages,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.reload();
  }

  /** The company, or what stands in for it until it is set up. */
  async current(): Promise<Company> {
    return this.known ?? (await this.reload()) ?? UNNAMED_COMPANY;
  }

  async isSetUp(): Promise<boolean> {
    return (this.known ?? (await this.reload())) !== null;
  }

  logo(): Promise<Logo | null> {
    return this.companies.logo();
  }

  /** Sets the company up, or changes it. The logo stays unless a new one (or null) is given. */
  async save(ctx: Context, company: Company, logo?: Logo | null): Promise<void> {
    await this.work.run(async () => {
      await this.companies.save(company, logo, ctx.now);
      const detail = { ...company, ...(logo === undefined ? {} : { logo: logo === null ? 'removed' : logo.type }) };
      await this.audit.record(ctx, { action: 'company.saved', subject: { type: 'company', id: 'company' }, detail });
      this.work.afterCommit(() => this.keep(company, logo === undefined ? this.pages.face().hasLogo : logo !== null));
    });
  }

  private async reload(): Promise<Company | null> {
    const found = await this.companies.find();
    if (!found) return null;
    const { hasLogo, ...company } = found;
    this.keep(company, hasLogo === 1);
    return company;
  }

  private keep(company: Company, hasLogo: boolean): void {
    this.known = company;
    this.clock.zone = company.timeZone;
    this.pages.is({ name: company.name, hasLogo }, company.hue);
  }
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { done, type Outcome } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { CompanyService } from '#modules/people';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { SigningCertificate } from '#platform/signing/certificate';
import { type CompanyCertificate, CompanyCertificates } from '#platform/signing/company-certificates';
import { type P12Refusal, readP12 } from '#platform/signing/read-p12';
import { makeTrialCertificate } from '#platform/signing/trial-certificate';

/** What the company signs its diplomas with. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly certificates: CompanyCertificates,
    private readonly company: CompanyService,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** The newest first; the one in use is not retired. */
  all(): Promise<readonly CompanyCertificate[]> {
    return this.certificates.all();
  }

  /** Takes the certificate and its key out of the file; the password is not kept. */
  async bring(ctx: Context, file: Buffer, password: string): Promise<Outcome<undefined, P12Refusal>> {
    const read = await readP12(file, password, ctx.now);
    if (!read.ok) return read;
    await this.use(ctx, read.value, false);
    return done();
  }

  /** Makes one for the company, to try with: readers of its PDFs will say that nobody vouches for it. */
  async makeTrial(ctx: Context): Promise<void> {
    const { name } = await this.company.current();
    await this.use(ctx, await makeTrialCertificate(name, ctx.now), true);
  }

  /** From now on diplomas are not signed; those that were stay so. */
  async retire(ctx: Context): Promise<boolean> {
    return this.work.run(async () => {
      const wasInUse = await this.certificates.retire();
      if (wasInUse) await this.note(ctx, 'certificate.retired', {});
      return wasInUse;
    });
  }

  private use(ctx: Context, certificate: SigningCertificate, selfMade: boolean): Promise<void> {
    return this.work.run(async () => {
      await this.certificates.use(certificate, { selfMade });
      const { subject, issuer, notAfter, fingerprint } = certificate;
      await this.note(ctx, 'certificate.used', { subject, issuer, notAfter, fingerprint, selfMade });
    });
  }

  private note(ctx: Context, action: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    return this.audit.record(ctx, { action, subject: { type: 'company', id: 'company' }, detail });
  }
}

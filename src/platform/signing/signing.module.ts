import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { records } from '#platform/database/record';
import { type CheckResult, HealthChecks } from '#platform/health/health-checks';
import { CompanyCertificates } from './company-certificates';
import { CompanyCertificateEntity } from './data/company-certificate.entity';
import { CompanyCertificateRows } from './data/company-certificates.repository';
import { SigningKeyEntity } from './data/signing-key.entity';
import { SigningKeyRows } from './data/signing-keys.repository';
import { JwksController } from './jwks.controller';
import { PdfSigner } from './pdf-signer';
import { Seal } from './seal';
import { SigningKeys } from './signing-keys';

/** Signatures of the company under records and documents. Knows how to sign, not what is worth signing. */
@Global()
@Module({
  imports: [records(SigningKeyEntity, CompanyCertificateEntity)],
  controllers: [JwksController],
  providers: [Seal, SigningKeyRows, SigningKeys, CompanyCertificateRows, CompanyCertificates, PdfSigner],
  exports: [SigningKeys, CompanyCertificates, PdfSigner],
})
export class SigningModule implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly keys: SigningKeys,
    private readonly certificates: CompanyCertificates,
  ) {}

  onModuleInit(): void {
    this.checks.add('signing', async (): Promise<CheckResult> => {
      const state = await this.certificates.state();
      const ok = (await this.keys.opens()) && (state.kind === 'none' || state.kind === 'ready');
      return 'daysLeft' in state ? { ok, certificateDaysLeft: state.daysLeft } : { ok };
    });
  }
}

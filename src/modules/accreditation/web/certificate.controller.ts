import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Config } from '#platform/config/config';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { Upload, type UploadedFile } from '#platform/http/uploads';
import { ViewEngine } from '#platform/views/engine';
import { errorViews, sayer } from '#platform/views/say';
import { CertificateService } from '../certificate.service';

/** The certificate with which diplomas are signed. */
@Controller('settings/certificate')
@Requires('settings.write')
export class CertificateController {
  constructor(
    private readonly certificates: CertificateService,
    private readonly config: Config,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  show(@Ctx() ctx: Context): Promise<Reply> {
    return this.page(ctx, {});
  }

  @Post()
  async bring(@Ctx() ctx: Context, @Upload('file') file: UploadedFile | null, @Body() body: unknown): Promise<Reply> {
    if (file === null) return this.page(ctx, { file: 'accreditation.certificate.no-file' });
    const brought = await this.certificates.bring(ctx, file.bytes, typedValues(body)['password'] ?? '');
    if (brought.ok) return redirect('/settings/certificate', { kind: 'done', key: 'accreditation.certificate.brought' });
    const field = brought.refusal === 'wrong-password' ? 'password' : 'file';
    return this.page(ctx, { [field]: `accreditation.certificate.refusal.${brought.refusal}` }, brought.details);
  }

  @Post('trial')
  async makeTrial(@Ctx() ctx: Context): Promise<Reply> {
    await this.certificates.makeTrial(ctx);
    return redirect('/settings/certificate', { kind: 'done', key: 'accreditation.certificate.made' });
  }

  @Post('retirement')
  async retire(@Ctx() ctx: Context): Promise<Reply> {
    await this.certificates.retire(ctx);
    return redirect('/settings/certificate', { kind: 'done', key: 'accreditation.certificate.retired-flash' });
  }

  private async page(
    ctx: Context,
    errors: Readonly<Record<string, string>>,
    details: Readonly<Record<string, string | number>> = {},
  ): Promise<Reply> {
    const all = await this.certificates.all();
    const speak = sayer(this.views, ctx.locale);
    const view = errorViews((key) => speak(key, details), errors, ['file', 'password']);
    const shown = all.map((certificate) => ({
      ...certificate,
      fingerprint: (certificate.fingerprint.match(/.{4}/g) ?? []).join(' '),
      isExpired: certificate.notAfter <= ctx.now,
    }));
    const inUse = shown.find(({ retiredAt }) => retiredAt === null) ?? null;
    return page(
      'accreditation/certificate',
      { ...view, inUse, former: shown.filter((one) => one !== inUse), hasTimestamps: this.config.tsaUrl !== null },
      { status: view.errorList ? 422 : 200 },
    );
  }
}

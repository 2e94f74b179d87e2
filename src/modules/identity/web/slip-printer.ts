import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { dateIn } from '#kernel/instant';
import { CompanyService } from '#modules/people';
import { Config } from '#platform/config/config';
import { download, type Reply } from '#platform/http/reply';
import { sayDate } from '#platform/i18n/dates';
import { renderPdf } from '#platform/pdf/render';
import { ViewEngine } from '#platform/views/engine';
import { ActivationSecrets } from '../activation-secrets.service';
import type { Slip } from '../activation.service';
import { expiryOf } from '../domain/activation';
import { kindFor } from '../domain/new-secret';
import { slipDocument } from './slip-sheet';

/** Slips as paper: the only moment in which their codes can be read. */
@Injectable()
export class SlipPrinter {
  constructor(
    private readonly secrets: ActivationSecrets,
    private readonly company: CompanyService,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  async print(ctx: Context, slips: readonly Slip[]): Promise<Reply> {
    const { name } = await this.company.current();
    const lastDay = dateIn(ctx.zone, expiryOf('slip', ctx.now));
    const body = await renderPdf(
      slipDocument({
        title: this.views.say(ctx.locale, 'identity.slip.document'),
        language: ctx.locale,
        createdAt: ctx.now,
        company: name,
        slips: slips.map(({ account, code }) => ({ ...account, code, kind: kindFor(account) })),
        linkOf: (code) => this.secrets.addressOf(code),
        address: `${this.config.publicUrl.replace(/^https?:\/\//, '')}/activate`,
        say: (locale, key, values) => this.views.say(locale, key, values),
        untilIn: (locale) => sayDate(locale, lastDay, 'short'),
      }),
    );
    return download({ name: `${this.views.say(ctx.locale, 'identity.slip.file')}-${ctx.today}.pdf`, type: 'application/pdf', body });
  }
}

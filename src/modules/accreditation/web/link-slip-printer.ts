import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { download, type Reply } from '#platform/http/reply';
import { sayDate } from '#platform/i18n/dates';
import { renderPdf } from '#platform/pdf/render';
import { ViewEngine } from '#platform/views/engine';
import { AppearanceService } from '../appearance.service';
import type { PrintedLink } from '../diploma-links.service';
import { linkSlipDocument } from './link-slip-sheet';

@Injectable()
export class LinkSlipPrinter {
  constructor(
    private readonly appearance: AppearanceService,
    private readonly views: ViewEngine,
  ) {}

  /** In the language of whoever gets it. */
  async print(ctx: Context, { owner, address }: PrintedLink): Promise<Reply> {
    const { language } = owner;
    const { design, issuer } = (await this.appearance.current())[language];
    const document = linkSlipDocument({
      company: issuer.name,
      holder: `${owner.givenName} ${owner.familyName}`,
      personCode: owner.personCode,
      address,
      language,
      paper: design.paper,
      createdAt: ctx.now,
      madeOn: sayDate(language, ctx.today, 'long'),
      say: (key, values) => this.views.say(language, key, values),
    });
    const name = `${this.views.say(language, 'personal.slip.file')}-${ctx.today}.pdf`;
    return download({ name, type: 'application/pdf', body: await renderPdf(document), headers: { 'referrer-policy': 'no-referrer' } });
  }
}

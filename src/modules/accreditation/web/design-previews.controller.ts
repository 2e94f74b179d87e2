import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { typedValues } from '#platform/http/forms';
import { download, fragment, type Reply } from '#platform/http/reply';
import { type Request, visitOf } from '#platform/http/request';
import { renderPdf } from '#platform/pdf/render';
import { ViewEngine } from '#platform/views/engine';
import { DesignsService } from '../designs.service';
import type { DiplomaDesign } from '../domain/diploma-design';
import { DesignPages } from './design-pages';
import { readDesign } from './design-uploads';
import { designIdFrom } from './designs.controller';

/** What diplomas would look like, before anybody decides: nothing of it is kept. */
@Controller('settings/diplomas/:id')
@Requires('settings.write')
export class DesignPreviewsController {
  constructor(
    private readonly designs: DesignsService,
    private readonly pages: DesignPages,
    private readonly views: ViewEngine,
  ) {}

  /** For a script that shows the form as it stands. */
  @Post('preview')
  @HttpCode(200)
  async preview(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown, @Req() request: Request): Promise<Reply> {
    const design = await this.found(id);
    const { locale, kind } = typedValues(body);
    const read = readDesign(body, visitOf(request).files, design);
    const tried = read.ok ? { content: read.content, fresh: read.fresh } : { content: design, fresh: [] };
    const samples = await this.pages.preview(ctx, { ...tried, ...this.pages.asked(locale, kind) });
    return fragment('accreditation/design/preview', { ...samples, isOld: !read.ok });
  }

  /** The samples on paper, as the printer draws them. */
  @Get('preview.pdf')
  async paper(
    @Ctx() ctx: Context,
    @Param('id') id: string,
    @Query('locale') locale?: string,
    @Query('kind') kind?: string,
  ): Promise<Reply> {
    const design = await this.found(id);
    const asked = this.pages.asked(locale, kind);
    const title = this.views.say(asked.locale, 'accreditation.design.pdf', { number: design.number });
    const body = await renderPdf({
      title,
      author: 'Cadencia',
      language: asked.locale,
      createdAt: ctx.now,
      keywords: design.id,
      sheets: await this.pages.sheets(ctx, { content: design, fresh: [], ...asked }),
    });
    return download({ name: `${title}.pdf`, type: 'application/pdf', body, inline: true });
  }

  private async found(id: string): Promise<DiplomaDesign> {
    const design = await this.designs.find(designIdFrom(id));
    if (design === null) throw new NotFound('no such design');
    return design;
  }
}

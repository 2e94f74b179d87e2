import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type DiplomaDesignId, isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { type Request, visitOf } from '#platform/http/request';
import { ViewEngine } from '#platform/views/engine';
import { sayer } from '#platform/views/say';
import { DesignVersions } from '../data/designs.read-model';
import { DesignsService } from '../designs.service';
import type { DiplomaDesign } from '../domain/diploma-design';
import { DesignPages } from './design-pages';
import { readDesign } from './design-uploads';
import { versionsView } from './designs.view';

/** How diplomas look: the design in use, those before it, and drafts of the next. */
@Controller('settings/diplomas')
@Requires('settings.write')
export class DesignsController {
  constructor(
    private readonly designs: DesignsService,
    private readonly versions: DesignVersions,
    private readonly pages: DesignPages,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context): Promise<Reply> {
    return page('accreditation/designs', { ...versionsView(await this.versions.all(), sayer(this.views, ctx.locale)) });
  }

  /** A draft of the design that is named, or else of the one in use. */
  @Post()
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const { from } = typedValues(body);
    const drafted = await this.designs.draft(ctx, from === undefined || from === '' ? null : designIdFrom(from));
    if (!drafted.ok) throw new NotFound('no such design');
    return redirect(`/settings/diplomas/${drafted.value}`);
  }

  @Get(':id')
  async show(@Ctx() ctx: Context, @Param('id') id: string, @Query('locale') locale?: string, @Query('kind') kind?: string): Promise<Reply> {
    const design = await this.found(id);
    return this.pages.show(ctx, design, { content: design, fresh: [], ...this.pages.asked(locale, kind) }, null);
  }

  /** Saves a draft and shows what it looks like now. */
  @Post(':id')
  async save(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown, @Req() request: Request): Promise<Reply> {
    const design = await this.found(id);
    const { locale, kind } = typedValues(body);
    const asked = this.pages.asked(locale, kind);
    const read = readDesign(body, visitOf(request).files, design);
    if (!read.ok) return this.pages.show(ctx, design, { content: design, fresh: [], ...asked }, read.values, read.errors);
    const saved = await this.designs.change(ctx, design.id, read.content, read.fresh);
    const path = `/settings/diplomas/${id}?locale=${asked.locale}&kind=${asked.kind}`;
    return redirect(
      path,
      saved.ok
        ? { kind: 'done', key: 'accreditation.design.flash.saved' }
        : { kind: 'refused', key: 'accreditation.design.flash.not-a-draft' },
    );
  }

  @Post(':id/approval')
  async approve(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { id: found } = await this.found(id);
    const approved = await this.designs.approve(ctx, found);
    return approved.ok
      ? redirect('/settings/diplomas', { kind: 'done', key: 'accreditation.design.flash.approved' })
      : redirect(`/settings/diplomas/${id}`, { kind: 'refused', key: 'accreditation.design.flash.not-a-draft' });
  }

  @Post(':id/removal')
  async discard(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { id: found } = await this.found(id);
    const discarded = await this.designs.discard(ctx, found);
    return redirect(
      '/settings/diplomas',
      discarded.ok
        ? { kind: 'done', key: 'accreditation.design.flash.discarded' }
        : { kind: 'refused', key: 'accreditation.design.flash.not-a-draft' },
    );
  }

  private async found(id: string): Promise<DiplomaDesign> {
    const design = await this.designs.find(designIdFrom(id));
    if (design === null) throw new NotFound('no such design');
    return design;
  }
}

export function designIdFrom(text: string): DiplomaDesignId {
  if (!isId(text)) throw new NotFound('not an id');
  return text as DiplomaDesignId;
}

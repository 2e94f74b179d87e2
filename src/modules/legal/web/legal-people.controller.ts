import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { download, page, redirect, type Reply } from '#platform/http/reply';
import { Upload, type UploadedFile } from '#platform/http/uploads';
import { ViewEngine } from '#platform/views/engine';
import { sayer } from '#platform/views/say';
import { LegalService } from '../legal.service';
import { PeopleFileService } from '../people-file.service';
import { PackOfPage } from './pack-of-page';

/** More are found in the file. */
const SHOWN = 100;

/** Of whom something is missing: on the page, as a file to fill in, and back. */
@Controller('legal/:pack')
@Requires('diplomas.write')
export class LegalPeopleController {
  constructor(
    private readonly legal: LegalService,
    private readonly file: PeopleFileService,
    private readonly named: PackOfPage,
    private readonly views: ViewEngine,
  ) {}

  @Get('people')
  async index(@Ctx() ctx: Context, @Param('pack') name: string): Promise<Reply> {
    return this.list(ctx, name, null);
  }

  @Get('people.csv')
  async missing(@Ctx() ctx: Context, @Param('pack') name: string): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    return download({
      name: `${pack.pack}-${ctx.today}.csv`,
      type: 'text/csv; charset=utf-8',
      body: await this.file.missing(pack, ctx.today, ctx.locale),
    });
  }

  @Post('people')
  async bring(@Ctx() ctx: Context, @Param('pack') name: string, @Upload('file') file: UploadedFile | null): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const say = sayer(this.views, ctx.locale);
    if (file === null) return this.list(ctx, name, say('legal.people.no-file'));
    const brought = await this.file.bring(ctx, pack, file.bytes);
    if (!brought.ok) return this.list(ctx, name, say(`legal.refusal.${brought.refusal}`, brought.details));
    const { rows, written, refused } = brought.value;
    if (refused.length === 0)
      return redirect(`/legal/${pack.pack}/people`, { kind: 'done', key: 'legal.flash.brought', values: { rows, written } });
    const lines = refused
      .slice(0, SHOWN)
      .map(({ row, column, refusal, details }) => ({ row, column, why: say(`legal.refusal.${refusal}`, details) }));
    return page('legal/brought', {
      at: `/legal/${pack.pack}`,
      pack: pack.title[ctx.locale],
      rows,
      written,
      refused: refused.length,
      lines,
      more: refused.length - lines.length || null,
    });
  }

  private async list(ctx: Context, name: string, error: string | null): Promise<Reply> {
    const { pack } = await this.named.pack(name);
    const { people } = await this.legal.gaps(pack, ctx.today);
    const at = `/legal/${pack.pack}`;
    const view = {
      at,
      pack: pack.title[ctx.locale],
      count: people.length,
      people: people.slice(0, SHOWN).map(({ of, missing }) => ({
        href: `${at}/people/${of.id}`,
        name: `${of.givenName} ${of.familyName}`,
        personCode: of.personCode,
        missing: missing.map(({ label }) => label[ctx.locale]).join(', '),
      })),
      more: Math.max(0, people.length - SHOWN) || null,
      error,
      errorList: error === null ? null : [{ field: 'file', message: error }],
    };
    return page('legal/people', view, { status: error === null ? 200 : 422 });
  }
}

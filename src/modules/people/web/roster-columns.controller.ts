import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { type ListedImport, RosterImportsReadModel } from '../data/roster-imports.read-model';
import { ImportsUnderWay } from '../imports-under-way';
import { type NamedColumns, RosterColumnsService } from '../roster-columns.service';
import { nameColumnsForm } from './name-columns.form';
import { namingView } from './roster-columns.view';

const PATIENCE_MS = 1_500;

@Controller('roster/imports/:id/columns')
export class RosterColumnsController {
  constructor(
    private readonly imports: RosterImportsReadModel,
    private readonly columns: RosterColumnsService,
    private readonly underWay: ImportsUnderWay,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('roster.write')
  async form(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { found, source } = await this.found(id);
    return this.showing(ctx, found, source);
  }

  @Post()
  @Requires('roster.write')
  async save(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const { found, source } = await this.found(id);
    const parsed = parseForm(nameColumnsForm(source.headings.length), body);
    if (!parsed.ok) return this.showing(ctx, found, source, parsed.values, parsed.errors);
    const begun = await this.columns.name(ctx, found.id, parsed.value);
    if (!begun.ok) return redirect(`/roster/imports/${id}`, { kind: 'refused', key: `people.columns.${begun.refusal}` });
    await this.underWay.settle(found.id, PATIENCE_MS);
    return redirect(`/roster/imports/${id}`);
  }

  @Post('forgotten')
  @Requires('roster.write')
  async forget(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { found } = await this.found(id);
    await this.columns.forget(ctx, found.id);
    return redirect(`/roster/imports/${id}`, { kind: 'done', key: 'people.columns.forgotten' });
  }

  private showing(
    ctx: Context,
    found: ListedImport,
    source: NamedColumns,
    typed: TypedValues | null = null,
    errors: FieldErrors = {},
  ): Reply {
    const url = `/roster/imports/${found.id}`;
    const naming = namingView(url, source, (key, values) => this.views.say(ctx.locale, key, values), typed, errors);
    return page('people/imports/columns', { url, file: found.fileName, naming }, { status: typed === null ? 200 : 422 });
  }

  private async found(id: string): Promise<{ found: ListedImport; source: NamedColumns }> {
    const found = isId(id) ? await this.imports.find(id) : null;
    const source = found ? await this.columns.of(found.id) : null;
    if (!found || !source) throw new NotFound();
    return { found, source };
  }
}

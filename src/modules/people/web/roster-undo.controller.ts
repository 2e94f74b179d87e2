import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { type ListedImport, RosterImportsReadModel } from '../data/roster-imports.read-model';
import { RosterUndoService } from '../roster-undo.service';
import { sayRest } from '../roster-report';
import { spreadsheet } from './spreadsheet';
import { restView } from './roster-undo.view';

/** More than a file has rows and fields. */
const ALL = 10_000_000;

@Controller('roster/imports/:id/undo')
export class RosterUndoController {
  constructor(
    private readonly imports: RosterImportsReadModel,
    private readonly undos: RosterUndoService,
    private readonly views: ViewEngine,
  ) {}

  /** What would go back, and what would not, before anybody says yes. */
  @Get()
  @Requires('roster.write')
  async confirm(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = await this.found(id);
    const rehearsed = await this.undos.rehearse(ctx, found.id);
    if (!rehearsed.ok) return redirect(`/roster/imports/${id}`, refusalFlash(rehearsed));
    const { takenBack, kept } = rehearsed.value;
    const rest = restView(kept, kept.length, ctx, this.views);
    return page('people/imports/undo', { url: `/roster/imports/${id}`, file: found.fileName, takenBack, rest });
  }

  /** Everything that stays, before the undo and after it: a page shows a hundred. */
  @Get('kept.csv')
  @Requires('roster.read')
  async kept(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = await this.found(id);
    const rehearsed = found.state === 'undone' ? null : await this.undos.rehearse(ctx, found.id);
    if (rehearsed?.ok === false) return redirect(`/roster/imports/${id}`, refusalFlash(rehearsed));
    const kept = rehearsed?.value.kept ?? (await this.imports.undoRest(found.id, ALL));
    const say = (key: string): string => this.views.say(ctx.locale, key);
    const lines = kept.map((one) => [
      one.personCode,
      one.name,
      one.field === 'record' ? say('people.undo.record') : say(`people.column.${one.field}`),
      sayRest(one, ctx, this.views),
    ]);
    const headings = ['code', 'name', 'what', 'reason'].map((one) => say(`people.export.${one}`));
    return spreadsheet(say('people.export.kept'), [headings, ...lines], ctx.locale);
  }

  @Post()
  @Requires('roster.write')
  async create(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = await this.found(id);
    const undone = await this.undos.undo(ctx, found.id);
    return redirect(`/roster/imports/${id}`, undone.ok ? null : refusalFlash(undone));
  }

  private async found(id: string): Promise<ListedImport> {
    const found = isId(id) ? await this.imports.find(id) : null;
    if (!found) throw new NotFound();
    return found;
  }
}

const refusalFlash = ({ refusal, details }: { readonly refusal: string; readonly details: Readonly<Record<string, string | number>> }) =>
  ({ kind: 'refused', key: `people.undo.refusal.${refusal}`, values: details }) as const;

import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { answering } from '#platform/http/answer';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { type ListedImport, RosterImportsReadModel } from '../data/roster-imports.read-model';
import { RosterUndoService } from '../roster-undo.service';
import { restFile } from './rest-file';
import { restView } from './roster-undo.view';

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
    if (!rehearsed.ok) return redirect(`/roster/imports/${id}`, refusalFlash(rehearsed, ctx.locale));
    const { takenBack, kept } = rehearsed.value;
    const url = `/roster/imports/${id}`;
    const rest = restView(kept, kept.length, `${url}/undo/kept.csv`, ctx, this.views);
    return page('people/imports/undo', { url, file: found.fileName, takenBack, rest });
  }

  /** Everything that would stay: a page shows a hundred. Once it is undone, what stayed is known and everybody who reads the roster may. */
  @Get('kept.csv')
  @Requires('roster.write')
  async kept(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = await this.found(id);
    if (found.state === 'undone') return redirect(`/roster/imports/${id}/kept.csv`);
    const rehearsed = await this.undos.rehearse(ctx, found.id);
    return rehearsed.ok
      ? restFile(rehearsed.value.kept, ctx, this.views)
      : redirect(`/roster/imports/${id}`, refusalFlash(rehearsed, ctx.locale));
  }

  @Post()
  @Requires('roster.write')
  async create(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = await this.found(id);
    const undone = await this.undos.undo(ctx, found.id);
    return redirect(`/roster/imports/${id}`, undone.ok ? null : refusalFlash(undone, ctx.locale));
  }

  private async found(id: string): Promise<ListedImport> {
    const found = isId(id) ? await this.imports.find(id) : null;
    if (!found) throw new NotFound();
    return found;
  }
}

const { refusalFlash } = answering('people.undo', { soAlready: ['already-undone'] });

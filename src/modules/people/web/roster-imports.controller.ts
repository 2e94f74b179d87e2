import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { answering } from '#platform/http/answer';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { typedValues } from '#platform/http/forms';
import { fragment, page, redirect, type Reply } from '#platform/http/reply';
import { Upload, type UploadedFile } from '#platform/http/uploads';
import { ViewEngine } from '#platform/views/engine';
import { ImportPeopleReadModel } from '../data/import-people.read-model';
import { type ListedImport, type ListedRow, RosterImportsReadModel } from '../data/roster-imports.read-model';
import type { Fate, ImportMode } from '../domain/roster-plan';
import type { Values } from '../domain/roster-problem';
import { ImportsUnderWay } from '../imports-under-way';
import { RosterColumnsService } from '../roster-columns.service';
import { RosterService } from '../roster.service';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { type Beside, countsOf, FATES, importView, progressView, type Shown } from './roster-import.view';
import { importsView, newImportView } from './roster-imports.view';

const PAGE = 30;
const ROWS = 100;
/** A list in which nobody finds a name by looking. */
const LONG = 20;
const DOUBTS = 20;
const GROUPS = 6;
const RESTS = 100;
/** Most files are done before a person would look; longer ones show their progress. */
const PATIENCE_MS = 1_500;

@Controller('roster/imports')
export class RosterImportsController {
  constructor(
    private readonly roster: RosterService,
    private readonly imports: RosterImportsReadModel,
    private readonly people: ImportPeopleReadModel,
    private readonly columns: RosterColumnsService,
    private readonly underWay: ImportsUnderWay,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('roster.read')
  async index(@Ctx() ctx: Context, @Query('page') typed: unknown): Promise<Reply> {
    const number = pageNumber(typed);
    const found = await this.imports.page((number - 1) * PAGE, PAGE + 1);
    const { previous, next } = pagingOf('/roster/imports', {}, number, PAGE, (number - 1) * PAGE + found.length);
    return page('people/imports', importsView(found.slice(0, PAGE), { previous, next, page: number }, this.mayWrite(ctx), this.sayer(ctx)));
  }

  @Get('new')
  @Requires('roster.write')
  new(@Ctx() ctx: Context): Reply {
    return page('people/imports/new', newImportView(ctx.locale, this.sayer(ctx), 'partial'));
  }

  @Post()
  @Requires('roster.write')
  async create(@Ctx() ctx: Context, @Upload('file') file: UploadedFile | null, @Body() body: unknown): Promise<Reply> {
    const mode = modeOf(typedValues(body)['mode']);
    const errors = {
      ...(file === null ? { file: 'people.imports.new.no-file' } : {}),
      ...(mode === null ? { mode: 'people.imports.new.no-mode' } : {}),
    };
    if (file === null || mode === null)
      return page('people/imports/new', newImportView(ctx.locale, this.sayer(ctx), mode, errors), { status: 422 });
    const id = await this.roster.startCheck(ctx, { ...file, mode, source: 'page' });
    await this.underWay.settle(id, PATIENCE_MS);
    return redirect(`/roster/imports/${id}`);
  }

  @Get(':id')
  @Requires('roster.read')
  async show(@Ctx() ctx: Context, @Param('id') id: string, @Query() query: Record<string, unknown>): Promise<Reply> {
    return this.showing(ctx, await this.found(id), query);
  }

  /** What the page asks for every two seconds while it waits. */
  @Get(':id/progress')
  @Requires('roster.read')
  async progress(@Param('id') id: string): Promise<Reply> {
    const found = await this.found(id);
    return fragment('people/imports/progress', progressView(found, this.underWay.progressOf(found.id)));
  }

  @Post(':id/application')
  @Requires('roster.write')
  async apply(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const found = await this.found(id);
    const begun = await this.roster.startApply(ctx, found.id, { approve: typedValues(body)['approve'] === 'yes' });
    if (!begun.ok && begun.refusal === 'needs-approval') return this.showing(ctx, found, {}, true);
    if (!begun.ok) return redirect(`/roster/imports/${id}`, refusalFlash(begun, ctx.locale));
    await this.underWay.settle(found.id, PATIENCE_MS);
    return redirect(`/roster/imports/${id}`, await this.outcome(id));
  }

  @Post(':id/dismissal')
  @Requires('roster.write')
  async discard(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const discarded = await this.roster.discard(ctx, (await this.found(id)).id);
    if (!discarded.ok) return redirect(`/roster/imports/${id}`, refusalFlash(discarded, ctx.locale));
    return redirect('/roster/imports', { kind: 'done', key: 'people.flash.discarded' });
  }

  private async showing(
    ctx: Context,
    found: ListedImport,
    query: Readonly<Record<string, unknown>>,
    approvalMissing = false,
  ): Promise<Reply> {
    const counts = countsOf(found);
    const fate = FATES.find((one) => one === query['show']) ?? FATES.find((one) => counts[one] > 0 && one !== 'unchanged') ?? null;
    const shown = fate !== null && counts[fate] > 0 ? await this.shown(found, fate, counts[fate], query) : null;
    const mayWrite = this.mayWrite(ctx);
    const showsYouOut = mayWrite && found.state === 'checked' && (await this.roster.showsOut(ctx, found.id));
    const reader = { ctx, views: this.views, mayWrite, showsYouOut };
    const view = importView(found, shown, await this.beside(ctx, found), this.underWay.progressOf(found.id), reader, approvalMissing);
    // Without scripts the browser itself comes back to look.
    return page('people/imports/show', view, { status: approvalMissing ? 422 : 200, headers: view.underWay ? { refresh: '5' } : {} });
  }

  /** A page of the rows of one fate: of all of them, or of those who are looked for. */
  private async shown({ id }: ListedImport, fate: Fate, count: number, query: Readonly<Record<string, unknown>>): Promise<Shown> {
    const search = typeof query['q'] === 'string' ? query['q'].trim().slice(0, 100) : '';
    const number = pageNumber(query['page']);
    const found = search === '' ? null : await this.people.matching(id, fate, search);
    const from = (number - 1) * ROWS;
    const rows: readonly ListedRow[] = found
      ? await this.people.rows(id, found.slice(from, from + ROWS))
      : await this.imports.rows(id, fate, from, ROWS);
    const asked = { show: fate, ...(search === '' ? {} : { q: search }) };
    const paging = pagingOf(`/roster/imports/${id}`, asked, number, ROWS, found?.length ?? count);
    const standing = await this.people.standing(rows.map(({ personCode }) => personCode));
    return { fate, paging, rows, standing, search, isLong: count > LONG };
  }

  private async beside(ctx: Context, { id, state, needsApproval, leftCount }: ListedImport): Promise<Beside> {
    const undo = state === 'undone' ? await this.imports.undo(id) : null;
    return {
      doubts: state === 'checked' ? await this.imports.doubts(id, DOUBTS) : [],
      warnings: state === 'checked' && needsApproval === 1 ? await this.people.warnings(id) : null,
      thinned: state === 'checked' && leftCount > 0 ? await this.people.thinned(id, ctx.today, GROUPS) : [],
      columns: await this.columns.of(id),
      undo: undo && { ...undo, rest: await this.imports.undoRest(id, RESTS) },
    };
  }

  private async outcome(id: string) {
    const { state, added, changed, returned, leftCount: left } = await this.found(id);
    return state === 'applied'
      ? ({ kind: 'done', key: 'people.flash.applied', values: { added, changed, returned, left } } as const)
      : null;
  }

  private async found(id: string): Promise<ListedImport> {
    const found = isId(id) ? await this.imports.find(id) : null;
    if (!found) throw new NotFound();
    return found;
  }

  private mayWrite(ctx: Context): boolean {
    return this.policy.may(ctx.actor, 'roster.write');
  }

  private sayer(ctx: Context): (key: string, values?: Values) => string {
    return (key, values) => this.views.say(ctx.locale, key, values);
  }
}

const modeOf = (typed: string | undefined): ImportMode | null => (typed === 'partial' || typed === 'full' ? typed : null);

const { refusalFlash } = answering('people', { soAlready: ['being-applied', 'already-applied', 'already-discarded'] });

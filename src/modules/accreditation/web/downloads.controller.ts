import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Context, PersonActor } from '#kernel/context';
import { type DownloadId, isId, type PersonId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx, FromTheBeginning } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { file, fragment, page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { DownloadsReadModel, type Reach } from '../data/downloads.read-model';
import { TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { type Download, type DownloadQuestion, isUnderWay } from '../domain/download';
import { DownloadsService } from '../downloads.service';
import { DownloadsUnderWay } from '../downloads-under-way';
import { DownloadFolder } from '../files/download-folder';
import { type AskedDownload, askDownloadForm } from './ask-download.form';
import { type Asked, textIn } from './asked';
import { askView, downloadsView, progressView } from './downloads.view';

/** A small one is ready before a person would look. */
const PATIENCE_MS = 1500;

type Person = Context & { readonly actor: PersonActor };

/** Many diplomas as one file: asked for here, drawn beside, taken when it is ready. Everybody sees their own downloads only. */
@Controller('downloads')
@Requires('diplomas.download')
export class DownloadsController {
  constructor(
    private readonly downloads: DownloadsService,
    private readonly list: DownloadsReadModel,
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly underWay: DownloadsUnderWay,
    private readonly folder: DownloadFolder,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context): Promise<Reply> {
    const { actor, locale } = person(ctx);
    const found = await this.list.ofPerson(actor.personId);
    const view = downloadsView(found, actor, { views: this.views, locale });
    // Without scripts the browser itself comes back to look.
    return page('accreditation/downloads', view, { headers: found.some(isUnderWay) ? { refresh: '5' } : {} });
  }

  @Get('new')
  async new(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.form(person(ctx), typedValues(query), {}, null, textIn(query, 'manager'));
  }

  @Post()
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const asking = person(ctx);
    const values = typedValues(body);
    const parsed = parseForm(askDownloadForm, body);
    if (!parsed.ok) return this.form(asking, values, parsed.errors, null, values['manager'] ?? null);
    const question = await this.questionOf(asking, parsed.value);
    const asked = await this.downloads.ask(asking, question);
    if (asked.ok) {
      await this.underWay.settle(asked.value, PATIENCE_MS);
      return redirect(`/downloads#d-${asked.value}`);
    }
    if (asked.refusal === 'not-yours') throw new NotFound("not this person's to hand out");
    const problem = this.views.say(ctx.locale, `accreditation.refusal.${asked.refusal}`, asked.details);
    return this.form(asking, values, {}, problem, values['manager'] ?? null);
  }

  /** What the page asks for every two seconds while it waits. */
  @Get(':id/progress')
  async progress(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const { personId } = person(ctx).actor;
    const found = isId(id) ? await this.list.one(id as DownloadId, personId) : null;
    if (found === null) throw new NotFound('no such download');
    const say = (key: string, values = {}): string => this.views.say(ctx.locale, key, values);
    return fragment('accreditation/downloads/progress', { progress: isUnderWay(found) ? progressView(found, say) : null });
  }

  @Get(':id/file')
  async file(@Ctx() ctx: Context, @Param('id') id: string, @FromTheBeginning() fromTheBeginning: boolean): Promise<Reply> {
    const found = await this.found(ctx, id);
    if (found.state !== 'ready' || found.fileName === null) throw new NotFound('this download has no file');
    if (!(await this.folder.has(found.id, found.fileName))) {
      await this.downloads.noteLost(found);
      return redirect('/downloads', { kind: 'refused', key: 'accreditation.flash.file-gone' });
    }
    await this.downloads.noteTaken(ctx, found, fromTheBeginning);
    const type = found.fileName.endsWith('.pdf') ? 'application/pdf' : 'application/zip';
    return file({ path: this.folder.pathOf(found.id, found.fileName), name: found.fileName, type });
  }

  @Post(':id/attempts')
  async tryAgain(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const found = await this.found(ctx, id);
    const begun = await this.downloads.tryAgain(person(ctx), found);
    if (!begun.ok) return redirect('/downloads', { kind: 'refused', key: `accreditation.refusal.${begun.refusal}`, values: begun.details });
    await this.underWay.settle(found.id, PATIENCE_MS);
    return redirect(`/downloads#d-${found.id}`);
  }

  @Post(':id/removal')
  async remove(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    await this.downloads.remove(ctx, await this.found(ctx, id));
    return redirect('/downloads', { kind: 'done', key: 'accreditation.flash.download-removed' });
  }

  private async found(ctx: Context, id: string): Promise<Download> {
    const found = isId(id) ? await this.downloads.find(person(ctx).actor, id as DownloadId) : null;
    if (found === null) throw new NotFound('no such download');
    return found;
  }

  /** What is named in the form must be there; whether it is the reader's to ask for, the service says. */
  private async questionOf({ actor, locale }: Person, asked: AskedDownload): Promise<DownloadQuestion> {
    const { whose, manager, round, team, site, supplier, kind } = asked;
    const named = [['person', manager] as const, ['team', team] as const, ['site', site] as const, ['supplier', supplier] as const];
    for (const [what, id] of named) if (id !== null && !(await this.diplomas.exists(what, id))) throw new NotFound(`no such ${what}`);
    if (round !== null && !(await this.diplomas.roundExists(round))) throw new NotFound('no such round');
    const own = whose === 'suppliers' ? actor.supplierIds : null;
    return {
      kind,
      locale,
      round,
      teamId: team,
      siteId: site,
      managerId: whose === 'line' ? (manager ?? actor.personId) : null,
      supplierIds: supplier === null ? own : [supplier],
    };
  }

  private async form(ctx: Person, values: TypedValues, errors: FieldErrors, problem: string | null, asked: string | null): Promise<Reply> {
    const manager = await this.managerFor(ctx.actor, asked);
    const reach = reachOf(ctx.actor, manager?.id ?? null);
    const [rounds, choices] = [await this.list.rounds(), await this.list.choices(reach, ctx.today)];
    const reader = { views: this.views, locale: ctx.locale };
    const wrong = problem !== null || Object.keys(errors).length > 0;
    const view = askView({ reach, rounds, choices, manager }, values, errors, problem, reader);
    return page('accreditation/downloads/new', view, { status: wrong ? 422 : 200 });
  }

  /** Another manager, whom only HR may name. */
  private async managerFor(actor: PersonActor, asked: string | null): Promise<{ id: PersonId; name: string } | null> {
    if (asked === null || asked === '' || asked === actor.personId) return null;
    const name = actor.roles.includes('hr') && isId(asked) ? await this.list.nameOf(asked as PersonId) : null;
    if (name === null) throw new NotFound("not this person's line");
    return { id: asked as PersonId, name };
  }
}

function person(ctx: Context): Person {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new NotFound('nobody has no downloads');
  return { ...ctx, actor };
}

const reachOf = ({ personId, roles, isManager, supplierIds }: PersonActor, named: PersonId | null): Reach => ({
  everybody: roles.includes('hr'),
  managerId: named ?? (isManager ? personId : null),
  supplierIds,
});

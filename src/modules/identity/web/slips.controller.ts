import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ActivationService } from '../activation.service';
import { type AccessGroup, AccessOverview } from '../data/access-overview.read-model';
import { helperOf } from '../reach.service';
import { TextLinks } from '../text-links.service';
import { errorViews, sayer } from '#platform/views/say';
import { SlipPrinter } from './slip-printer';
import { accessGroupForm } from './slips.form';
import { slipsView } from './slips.view';

/** Paper for more people than this is not printed at once: it would take minutes, and nobody hands it out in a day. */
const MOST = 1000;

type Asked = Readonly<Record<string, unknown>>;

/** Those without a way in: HR sees all of them, a manager the own line, a coordinator the supplier's people. */
@Controller('slips')
@Requires('access.help')
export class SlipsController {
  constructor(
    private readonly activations: ActivationService,
    private readonly texts: TextLinks,
    private readonly overview: AccessOverview,
    private readonly printer: SlipPrinter,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  show(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    return this.form(ctx, query, {});
  }

  @Post()
  async create(@Ctx() ctx: Context, @Body() body: Asked): Promise<Reply> {
    const parsed = parseForm(accessGroupForm, body);
    if (!parsed.ok) return this.form(ctx, {}, parsed.errors);
    const people = await this.peopleOf(ctx, parsed.value);
    const refusal = this.refusalOf(parsed.value, people.length);
    if (refusal) return refusal;
    const { slips } = await this.activations.makeSlips(ctx, people, { onlyWithoutAccess: true });
    return this.printer.print(ctx, slips);
  }

  @Post('texts')
  async text(@Ctx() ctx: Context, @Body() body: Asked): Promise<Reply> {
    const parsed = parseForm(accessGroupForm, body);
    if (!parsed.ok) return this.form(ctx, {}, parsed.errors);
    const people = await this.peopleOf(ctx, parsed.value);
    const refusal = this.refusalOf(parsed.value, people.length);
    if (refusal) return refusal;
    const { sent, without, already } = await this.texts.sendToMany(ctx, people);
    const kind = sent > 0 ? 'done' : already === 0 && without > 0 ? 'refused' : 'note';
    return redirect(pathOf(parsed.value), { kind, key: 'identity.flash.texts-sent', values: { sent, without, already } });
  }

  private async peopleOf(ctx: Context, group: AccessGroup) {
    await this.nameOf(ctx, group);
    return this.overview.peopleWithoutAccess(helperOf(ctx), ctx.today, group);
  }

  private refusalOf(group: AccessGroup, people: number): Reply | null {
    if (people === 0) return redirect(pathOf(group), { kind: 'note', key: 'identity.refusal.nobody-without-access' });
    if (people <= MOST) return null;
    return redirect(pathOf(group), { kind: 'refused', key: 'identity.refusal.too-many-slips', values: { people, most: MOST } });
  }

  /** @throws NotFound for a team or a supplier of which nobody is this reader's to help. */
  private async nameOf(ctx: Context, group: AccessGroup): Promise<string | null> {
    if (group.kind === 'all' || group.id === null) return null;
    const name = await this.overview.nameOf(helperOf(ctx), ctx.today, { kind: group.kind, id: group.id });
    if (name === null) throw new NotFound('not theirs');
    return name;
  }

  private async form(ctx: Context, query: Asked, errors: FieldErrors): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const actor = helperOf(ctx);
    const group = groupIn(query);
    const name = await this.nameOf(ctx, group);
    const only = group.kind === 'all' || group.id === null || name === null ? null : { field: group.kind, id: group.id, name };
    // A coordinator thinks in suppliers, everybody else in teams.
    const field = actor.roles.includes('hr') || actor.isManager ? 'team' : 'supplier';
    const groups = only ? [] : await this.overview[field === 'team' ? 'teams' : 'suppliers'](actor, ctx.today);
    const totals = await this.overview.totals(actor, ctx.today, ctx.now, group);
    const view = {
      ...slipsView({ only, field, groups, totals, isForAll: query.team === 'all' }, say),
      ...errorViews(say, errors, ['team']),
    };
    return page('identity/slips', view, { status: view.errorList ? 422 : 200 });
  }
}

/** The team or the supplier for which somebody came; anything else is not there. */
function groupIn({ team, supplier }: Asked): AccessGroup {
  if (team === undefined && supplier === undefined) return { kind: 'all' };
  const parsed = parseForm(accessGroupForm, { team, supplier });
  if (!parsed.ok) throw new NotFound('no such group');
  return parsed.value;
}

const pathOf = (group: AccessGroup): string =>
  group.kind === 'all' || group.id === null || !isId(group.id) ? '/slips' : `/slips?${group.kind}=${group.id}`;

import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { isId, type TeamId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ActivationService } from '../activation.service';
import { AccessOverview } from '../data/access-overview.read-model';
import { errorViews, sayer } from './say';
import { SlipPrinter } from './slip-printer';

/** Paper for more people than this is not printed at once: it would take minutes, and nobody hands it out in a day. */
const MOST = 1000;

const teamForm = z.object({
  team: z.string('identity.form.team').refine((team) => team === 'all' || team === 'none' || isId(team), 'identity.form.team'),
});

@Controller('slips')
export class SlipsController {
  constructor(
    private readonly activations: ActivationService,
    private readonly overview: AccessOverview,
    private readonly printer: SlipPrinter,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('access.write')
  show(@Ctx() ctx: Context): Promise<Reply> {
    return this.form(ctx, {});
  }

  @Post()
  @Requires('access.write')
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(teamForm, body);
    if (!parsed.ok) return this.form(ctx, parsed.errors);
    const { team } = parsed.value;
    const people = await this.overview.peopleWithoutAccess(ctx.today, team === 'all' ? 'all' : team === 'none' ? null : (team as TeamId));
    if (people.length === 0) return redirect('/slips', { kind: 'refused', key: 'identity.refusal.nobody-without-access' });
    if (people.length > MOST)
      return redirect('/slips', { kind: 'refused', key: 'identity.refusal.too-many-slips', values: { people: people.length, most: MOST } });
    const { slips } = await this.activations.makeSlips(ctx, people);
    return this.printer.print(ctx, slips);
  }

  private async form(ctx: Context, errors: FieldErrors): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const [groups, { people, withSlip }] = [await this.overview.groups(ctx.today), await this.overview.totals(ctx.today, ctx.now)];
    const option = (value: string, label: string, count: number) => ({
      value,
      label,
      hint: say('identity.slips.people', { count }),
      checked: false,
    });
    const options = [
      { ...option('all', say('identity.slips.all'), people), checked: groups.length === 1 },
      ...groups.map((group) => option(group.teamId ?? 'none', group.name ?? say('identity.slips.no-team'), group.people)),
    ];
    const view = { groups: groups.length > 0 ? options : null, withSlip, ...errorViews(say, errors, ['team']) };
    return page('identity/slips', view, { status: view.errorList ? 422 : 200 });
  }
}

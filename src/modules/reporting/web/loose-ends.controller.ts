import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { type FlashMessage, page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { type LooseDay, LooseEndsReadModel } from '../data/loose-ends.read-model';
import { LOOSE_ENDS, type WrittenTo } from '../domain/loose-end';
import { LooseEndsService } from '../loose-ends.service';
import { looseEndsView, looseGroupView, NAMES_FIRST, NAMES_PER_PAGE } from './loose-ends.view';
import { pageIn, type Query as Asked } from './question';
import { sayer } from './say';
import { isHr } from './team-scope';
import { tellGroupForm } from './tell-group.form';
import { toldFlash } from './told-flash';

/** Every group that needs a hand, and what can be done for all of it: HR's is the company, a manager's the own line. */
@Controller('loose-ends')
export class LooseEndsController {
  constructor(
    private readonly ends: LooseEndsReadModel,
    private readonly service: LooseEndsService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('team')
  async show(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const day = dayOf(ctx);
    const say = sayer(this.views, ctx.locale);
    const facts = { isHr: isHr(ctx), locale: ctx.locale };
    const kind = LOOSE_ENDS.find((one) => one === query['show']);
    if (kind === undefined) return page('reporting/loose-ends', looseEndsView(await this.ends.all(day, NAMES_FIRST), facts, say));
    const number = pageIn(query);
    const ones = await this.ends.some(day, kind, NAMES_PER_PAGE, (number - 1) * NAMES_PER_PAGE);
    return page('reporting/loose-ends/group', looseGroupView(kind, ones, number, facts, say));
  }

  @Post('reminders')
  @Requires('team')
  async tell(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(tellGroupForm, body);
    if (!parsed.ok) throw new NotFound('no such group');
    const { group } = parsed.value;
    return redirect('/loose-ends', group === 'absence-ending' ? await this.tellManagers(ctx) : await this.tellThem(ctx, group));
  }

  @Post('diplomas')
  @Requires('jobs.run')
  async issue(@Ctx() ctx: Context): Promise<Reply> {
    const asked = await this.service.issueDiplomas(ctx, dayOf(ctx));
    return redirect(
      '/loose-ends',
      asked ? { kind: 'done', key: 'reporting.loose-ends.flash-issuing' } : { kind: 'note', key: 'reporting.loose-ends.flash-none' },
    );
  }

  private async tellThem(ctx: Context, group: WrittenTo): Promise<FlashMessage> {
    const values = await this.service.tell(ctx, dayOf(ctx), group);
    const key = group === 'exemption-ending' ? 'reporting.flash.told' : 'reporting.flash.reminded';
    return toldFlash(key, values, values.paper);
  }

  private async tellManagers(ctx: Context): Promise<FlashMessage> {
    if (!isHr(ctx)) throw new NotFound('a manager reads it on the page');
    const values = { ...(await this.service.tellManagers(ctx, dayOf(ctx))) };
    return toldFlash('reporting.flash.managers-told', values, values.enough + values.unreachable + values.alone);
  }
}

function dayOf(ctx: Context): LooseDay {
  if (ctx.actor.kind !== 'person') throw new NotFound('nobody has no people');
  const whose = isHr(ctx) ? null : ({ kind: 'line', managerId: ctx.actor.personId } as const);
  return { today: ctx.today, now: ctx.now, whose };
}

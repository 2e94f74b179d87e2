import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { TeamReadModel } from '../data/team.read-model';
import { WhyReadModel } from '../data/why.read-model';
import { historyOf } from '../domain/why';
import { pageIn, type Query as Asked } from './question';
import { sayer } from './say';
import { isHr } from './team-scope';
import { whyView } from './why.view';

/** Why somebody is assigned, until when, exempt or reminded: for themselves, for whoever reads the roster, and for managers about their own line. */
@Controller()
export class WhyController {
  constructor(
    private readonly why: WhyReadModel,
    private readonly team: TeamReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get('my/why')
  @Requires('my')
  showToThemselves(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    if (ctx.actor.kind !== 'person') throw new NotFound();
    const own = { address: '/my/why', back: '/my', mayKnowReasons: true, isOwn: true, number: pageIn(query) };
    return this.history(ctx, ctx.actor.personId, own);
  }

  @Get('people/:id/why')
  @Requires('roster.read')
  show(@Ctx() ctx: Context, @Param('id') id: string, @Query() query: Asked): Promise<Reply> {
    return this.history(ctx, id, { ...placeOf(`/people/${id}`), mayKnowReasons: true, number: pageIn(query) });
  }

  @Get('team/:personId/why')
  @Requires('team')
  async showToManager(@Ctx() ctx: Context, @Param('personId') id: string, @Query() query: Asked): Promise<Reply> {
    if (!isId(id) || !(await this.isTheirs(ctx, id as PersonId))) throw new NotFound('not in this line');
    return this.history(ctx, id, { ...placeOf(`/team/${id}`), mayKnowReasons: isHr(ctx), number: pageIn(query) });
  }

  private async history(ctx: Context, id: string, { address, back, mayKnowReasons, isOwn = false, number }: Reading): Promise<Reply> {
    const person = isId(id) ? await this.why.name(id as PersonId) : null;
    if (person === null) throw new NotFound('no such person');
    const { zone, locale, today } = ctx;
    const lines = historyOf(await this.why.of(id as PersonId, locale), { zone, today, mayKnowReasons });
    const view = {
      ...person,
      isOwn,
      lines,
      number,
      address,
      back: { href: back, label: isOwn ? this.views.say(locale, 'reporting.my.title') : person.name },
      zone,
      locale,
    };
    return page('reporting/why', whyView(view, sayer(this.views, locale)));
  }

  private async isTheirs(ctx: Context, personId: PersonId): Promise<boolean> {
    if (ctx.actor.kind !== 'person') return false;
    return isHr(ctx) || this.team.isTheirs({ kind: 'line', managerId: ctx.actor.personId }, personId, ctx.today);
  }
}

interface Reading {
  readonly address: string;
  readonly back: string;
  readonly mayKnowReasons: boolean;
  readonly isOwn?: boolean;
  readonly number: number;
}

const placeOf = (back: string) => ({ back, address: `${back}/why` });

import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { TeamReadModel } from '../data/team.read-model';
import { WhyReadModel } from '../data/why.read-model';
import { historyOf } from '../domain/why';
import { pageIn, type Query as Asked } from './question';
import { sayer } from './say';
import { whyView } from './why.view';

/** Why somebody is assigned, until when, exempt or reminded: for whoever reads the roster, and for managers about their own line. */
@Controller('people/:id/why')
export class WhyController {
  constructor(
    private readonly why: WhyReadModel,
    private readonly team: TeamReadModel,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('my')
  async show(@Ctx() ctx: Context, @Param('id') id: string, @Query() query: Asked): Promise<Reply> {
    const personId = id as PersonId;
    const readsRoster = this.policy.may(ctx.actor, 'roster.read');
    if (!isId(id) || !(readsRoster || (await this.isTheirManager(ctx, personId)))) throw new NotFound('not for this reader');
    const person = await this.why.name(personId);
    if (person === null) throw new NotFound('no such person');
    const traces = await this.why.of(personId, ctx.locale);
    const lines = historyOf(traces, { zone: ctx.zone, today: ctx.today, mayKnowReasons: readsRoster });
    const back = { href: readsRoster ? `/people/${id}` : `/team/${id}`, label: person.name };
    const { zone, locale } = ctx;
    const view = { ...person, lines, number: pageIn(query), address: `/people/${id}/why`, back, zone, locale };
    return page('reporting/why', whyView(view, sayer(this.views, locale)));
  }

  private async isTheirManager(ctx: Context, personId: PersonId): Promise<boolean> {
    if (ctx.actor.kind !== 'person' || !ctx.actor.isManager) return false;
    return this.team.isTheirs({ kind: 'line', managerId: ctx.actor.personId }, personId, ctx.today);
  }
}

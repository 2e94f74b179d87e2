import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CoverageReadModel } from '../data/coverage.read-model';
import { RoundsInReports } from '../data/rounds.read-model';
import { currentRound, dayOf } from '../domain/round-day';
import { coveragePeopleView, PEOPLE_PER_PAGE } from './coverage-people.view';
import { PeopleAsked } from './people-asked';
import { dateIn, pageIn, type Query as Question, textIn } from './question';
import { sayer } from './say';
import { isHr } from './team-scope';

@Controller('coverage/people')
export class CoveragePeopleController {
  constructor(
    private readonly rounds: RoundsInReports,
    private readonly coverage: CoverageReadModel,
    private readonly asked: PeopleAsked,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('coverage.read')
  async list(@Ctx() ctx: Context, @Query() query: Question): Promise<Reply> {
    const rounds = await this.rounds.all();
    const ref = textIn(query, 'round');
    const round = ref === null ? currentRound(rounds) : rounds.find(({ id, code }) => id === ref || code === ref);
    const day = round && dayOf(round, ctx.today, ctx.zone, dateIn(query, 'on'));
    if (!round || !day) throw new NotFound('no such round, or not opened');

    const asked = await this.asked.of(ctx, query);
    const number = pageIn(query);
    const found = await this.coverage.people(day, asked.filter, { size: PEOPLE_PER_PAGE, number });
    const facts = {
      round,
      day,
      today: ctx.today,
      ...asked,
      ...found,
      number,
      linksTo: this.policy.may(ctx.actor, 'roster.read') ? '/people' : null,
      seesSuppliers: this.policy.may(ctx.actor, 'supplier') && isHr(ctx),
      mayExport: this.policy.may(ctx.actor, 'reports.read'),
      locale: ctx.locale,
    };
    return page('reporting/coverage/people', coveragePeopleView(facts, sayer(this.views, ctx.locale)));
  }
}

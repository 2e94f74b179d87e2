import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CoverageReadModel, type PeopleFilter } from '../data/coverage.read-model';
import { RoundsInReports } from '../data/rounds.read-model';
import { currentRound, dayOf } from '../domain/round-day';
import { coveragePeopleView, PEOPLE_PER_PAGE } from './coverage-people.view';
import { dateIn, folded, keyIn, pageIn, placeIn, type Query as Asked, textIn } from './question';
import { sayer } from './say';
import { isHr } from './team-scope';

@Controller('coverage/people')
export class CoveragePeopleController {
  constructor(
    private readonly rounds: RoundsInReports,
    private readonly coverage: CoverageReadModel,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('coverage.read')
  async list(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const rounds = await this.rounds.all();
    const ref = textIn(query, 'round');
    const round = ref === null ? currentRound(rounds) : rounds.find(({ id, code }) => id === ref || code === ref);
    const day = round && dayOf(round, ctx.today, ctx.zone, dateIn(query, 'on'));
    if (!round || !day) throw new NotFound('no such round, or not opened');

    const search = textIn(query, 'q') ?? '';
    const filter = filterIn(query, search);
    const number = pageIn(query);
    const found = await this.coverage.people(day, filter, { size: PEOPLE_PER_PAGE, number });
    const facts = {
      round,
      day,
      today: ctx.today,
      filter,
      search,
      names: {
        team: await this.nameOf('team', filter.team),
        supplier: await this.nameOf('supplier', filter.supplier),
        site: await this.nameOf('site', filter.site),
      },
      ...found,
      number,
      linksTo: this.policy.may(ctx.actor, 'roster.read') ? '/people' : null,
      seesSuppliers: this.policy.may(ctx.actor, 'supplier') && isHr(ctx),
      locale: ctx.locale,
    };
    return page('reporting/coverage/people', coveragePeopleView(facts, sayer(this.views, ctx.locale)));
  }

  /** A team that does not exist is not there, like any other page. */
  private async nameOf(dimension: 'team' | 'supplier' | 'site', id: string | null): Promise<string | null> {
    if (id === null || id === '') return null;
    const name = await this.coverage.nameOf(dimension, id);
    if (name === null) throw new NotFound(`no such ${dimension}`);
    return name;
  }
}

function filterIn(query: Asked, search: string): PeopleFilter {
  return {
    place: placeIn(query),
    team: keyIn(query, 'team'),
    supplier: keyIn(query, 'supplier'),
    site: keyIn(query, 'site'),
    kind: keyIn(query, 'kind'),
    search: folded(search),
  };
}

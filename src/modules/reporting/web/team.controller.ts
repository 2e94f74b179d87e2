import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { CurriculumService } from '#modules/curriculum';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { RoundsInReports } from '../data/rounds.read-model';
import { TeamReadModel } from '../data/team.read-model';
import { currentRound, dayOf, nextOpening } from '../domain/round-day';
import { pageIn, type Query as Asked, sideIn } from './question';
import { sayer } from './say';
import { isHr, type TeamScope, TeamScopes } from './team-scope';
import { TEAM_PER_PAGE, teamView } from './team.view';

@Controller('team')
export class TeamController {
  constructor(
    private readonly scopes: TeamScopes,
    private readonly rounds: RoundsInReports,
    private readonly team: TeamReadModel,
    private readonly curriculum: CurriculumService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('team')
  async show(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    if (isHr(ctx) && scope.managerName === null && ctx.actor.kind === 'person' && !ctx.actor.isManager) return this.choice(ctx);
    const rounds = await this.rounds.all();
    const round = currentRound(rounds);
    const day = round && dayOf(round, ctx.today, ctx.zone);
    if (round === null || day === null) return this.before(ctx, scope, nextOpening(rounds));

    const side = sideIn(query);
    const number = pageIn(query);
    const groups = await this.team.groups(scope.managerId, day);
    const members = await this.team.people(scope.managerId, day, side, { size: TEAM_PER_PAGE, number });
    const { locale, zone } = ctx;
    const mayGiveAccess = this.policy.may(ctx.actor, 'access.write');
    const lessons = round.editionId === null ? 0 : (await this.curriculum.edition(round.editionId)).locales[locale].lessons.length;
    return page(
      'reporting/team',
      teamView({ scope, round, day, groups, side, number, members, lessons, mayGiveAccess, zone, locale }, sayer(this.views, locale)),
    );
  }

  /** HR has no line of its own: whose is it to be? */
  private async choice(ctx: Context): Promise<Reply> {
    const managers = await this.team.managers(ctx.today);
    return page('reporting/team/choice', {
      managers: managers.map(({ id, givenName, familyName, jobTitle, people }) => ({
        name: `${familyName}, ${givenName}`,
        href: `/team?manager=${id}`,
        jobTitle,
        people,
      })),
    });
  }

  private async before(ctx: Context, { managerId, managerName }: TeamScope, opensOn: string | null): Promise<Reply> {
    return page('reporting/team/before', { managerName, people: await this.team.size(managerId, ctx.today), opensOn });
  }
}

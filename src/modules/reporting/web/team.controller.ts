import { Controller, Get, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { RequestsPage } from '#modules/programme';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { page, redirect, type Reply } from '#platform/http/reply';
import { TeamReadModel } from '../data/team.read-model';
import { LinePage } from './line-page';
import type { LineAddress } from './line.view';
import { address, type Query as Asked } from './question';
import { isHr, type TeamScope, TeamScopes } from './team-scope';

@Controller('team')
@Requires('team')
export class TeamController {
  constructor(
    private readonly scopes: TeamScopes,
    private readonly team: TeamReadModel,
    private readonly lines: LinePage,
    private readonly requests: RequestsPage,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const scope = await this.scopes.of(ctx, query);
    const { managerName } = scope;
    if (isHr(ctx) && managerName === null && ctx.actor.kind === 'person' && !ctx.actor.isManager) return this.choice(ctx);
    const { view, before } = await this.lines.of(ctx, scope.whose, placeOf(scope), query);
    return view === null
      ? page('reporting/team/before', { managerName, ...before })
      : page('reporting/team', { managerName, ...view, waiting: await this.waiting(ctx, scope) });
  }

  /** Who of theirs asks for more time: before anything else, because somebody waits. */
  private async waiting(ctx: Context, { whose }: TeamScope) {
    const page = await this.requests.of(ctx, whose.managerId, 'team');
    return page.count === 0 ? null : page;
  }

  @Post('reminders')
  async remind(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const { whose, asked } = await this.scopes.of(ctx, query);
    return redirect(address('/team', asked), await this.lines.remind(ctx, whose));
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
}

const placeOf = ({ asked }: TeamScope): LineAddress => ({ path: '/team', asked, member: (id) => `/team/${id}`, slips: '/slips' });

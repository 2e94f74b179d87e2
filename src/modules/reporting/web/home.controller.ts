import { Controller, Get } from '@nestjs/common';
import type { Context, PersonActor } from '#kernel/context';
import { Public } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { redirect, type Reply } from '#platform/http/reply';
import { RoundsInReports } from '../data/rounds.read-model';
import { currentRound } from '../domain/round-day';

/** Each person's first page is the one that answers their question. */
@Controller()
export class HomeController {
  constructor(private readonly rounds: RoundsInReports) {}

  @Get()
  @Public('sends everybody to their own first page, and whoever has not signed in to the door')
  async show(@Ctx() ctx: Context): Promise<Reply> {
    return redirect(ctx.actor.kind === 'person' ? await this.placeOf(ctx.actor) : '/sign-in');
  }

  private async placeOf({ roles, isManager, supplierIds }: PersonActor): Promise<string> {
    // Before the first round there is nothing to be covered: what HR has to do is approve it.
    if (roles.includes('hr')) return currentRound(await this.rounds.all()) === null ? '/calendar' : '/coverage';
    if (isManager) return '/team';
    if (supplierIds.length > 0) return '/supplier';
    return roles.includes('auditor') || roles.includes('sponsor') ? '/coverage' : '/my';
  }
}

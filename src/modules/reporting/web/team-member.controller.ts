import { Controller, Get, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { RecordOfPersonReadModel } from '../data/record-of-person.read-model';
import { TeamReadModel } from '../data/team.read-model';
import { sayer } from './say';
import { teamMemberView } from './team-member.view';
import { isHr } from './team-scope';

@Controller('team')
export class TeamMemberController {
  constructor(
    private readonly team: TeamReadModel,
    private readonly records: RecordOfPersonReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get(':personId')
  @Requires('team')
  async show(@Ctx() ctx: Context, @Param('personId') id: string): Promise<Reply> {
    const personId = id as PersonId;
    if (!isId(id) || !(await this.maySee(ctx, personId))) throw new NotFound('not in this line');
    const person = await this.records.person(personId, ctx.today);
    if (person === null) throw new NotFound('no such person');
    const rounds = await this.records.rounds(personId, ctx.locale);
    return page('reporting/team/member', teamMemberView(person, rounds, ctx.today, sayer(this.views, ctx.locale)));
  }

  private async maySee(ctx: Context, personId: PersonId): Promise<boolean> {
    if (ctx.actor.kind !== 'person') return false;
    return isHr(ctx) || this.team.isInLine(ctx.actor.personId, personId, ctx.today);
  }
}

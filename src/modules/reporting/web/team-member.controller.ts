import { Controller, Get, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { TranscriptPrinter } from '#modules/accreditation';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { TeamReadModel } from '../data/team.read-model';
import { MemberPage } from './member-page';
import { isHr } from './team-scope';

@Controller('team')
export class TeamMemberController {
  constructor(
    private readonly team: TeamReadModel,
    private readonly members: MemberPage,
    private readonly transcripts: TranscriptPrinter,
  ) {}

  @Get(':personId')
  @Requires('team')
  async show(@Ctx() ctx: Context, @Param('personId') id: string): Promise<Reply> {
    const personId = id as PersonId;
    if (!isId(id) || !(await this.maySee(ctx, personId))) throw new NotFound('not in this line');
    const view = await this.members.of(ctx, personId, { href: '/team', label: 'team.title' });
    const transcript = `/team/${id}/transcript.pdf`;
    return page('reporting/team/member', { ...view, absences: `/people/${id}/absences`, why: `/team/${id}/why`, transcript });
  }

  @Get(':personId/transcript.pdf')
  @Requires('team')
  async transcript(@Ctx() ctx: Context, @Param('personId') id: string): Promise<Reply> {
    if (!isId(id) || !(await this.maySee(ctx, id as PersonId))) throw new NotFound('not in this line');
    return this.transcripts.handOut(ctx, id as PersonId);
  }

  private async maySee(ctx: Context, personId: PersonId): Promise<boolean> {
    if (ctx.actor.kind !== 'person') return false;
    return isHr(ctx) || this.team.isTheirs({ kind: 'line', managerId: ctx.actor.personId }, personId, ctx.today);
  }
}

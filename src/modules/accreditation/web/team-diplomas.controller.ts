import { Controller, Get, Query } from '@nestjs/common';
import type { Context, PersonActor } from '#kernel/context';
import { isId, type PersonId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import type { Reply } from '#platform/http/reply';
import { TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { DiplomaDownloads } from './diploma-downloads';
import { type Asked, downloadAddress, textIn } from './asked';

@Controller('team')
@Requires('team')
export class TeamDiplomasController {
  constructor(
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly downloads: DiplomaDownloads,
  ) {}

  /** The diplomas of one's own line. HR may name another manager, or by naming a round alone get the whole company's. */
  @Get('diplomas.zip')
  async zip(@Ctx() ctx: Context, @Query() query: Asked): Promise<Reply> {
    const { actor } = ctx;
    if (actor.kind !== 'person') throw new NotFound();
    const [manager, round] = [textIn(query, 'manager'), textIn(query, 'round')];
    const everybody = manager === null && round !== null && isHr(actor);
    const managerId = everybody ? null : await this.managerFor(actor, manager);
    const many = downloadAddress({ whose: everybody ? 'everybody' : 'line', manager, round });
    return this.downloads.zip(ctx, { managerId, round }, { from: manager === null ? '/team' : `/team?manager=${manager}`, many });
  }

  private async managerFor(actor: PersonActor, asked: string | null): Promise<PersonId> {
    if (asked === null || asked === actor.personId) return actor.personId;
    if (!isHr(actor) || !isId(asked) || !(await this.diplomas.exists('person', asked))) throw new NotFound("not this person's line");
    return asked as PersonId;
  }
}

const isHr = ({ roles }: PersonActor): boolean => roles.includes('hr');

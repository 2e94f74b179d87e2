import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, redirect, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { TeamDiplomasReadModel } from '../data/team-diplomas.read-model';
import { DiplomaArchive } from './diploma-archive';

@Controller('team')
@Requires('team')
export class TeamDiplomasController {
  constructor(
    private readonly diplomas: TeamDiplomasReadModel,
    private readonly archive: DiplomaArchive,
    private readonly accreditation: AccreditationService,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  /** The diplomas of one's own line. Who may read all diplomas gets the whole company's by naming a round. */
  @Get('diplomas.zip')
  async zip(@Ctx() ctx: Context, @Query('round') asked?: string | string[]): Promise<Reply> {
    const { actor, today, locale } = ctx;
    const round = typeof asked === 'string' && asked !== '' ? asked : null;
    if (actor.kind !== 'person' || (round !== null && !(await this.diplomas.roundExists(round)))) throw new NotFound();
    const everybody = round !== null && this.policy.may(actor, 'diplomas.read');
    const filed = await this.diplomas.of({ managerId: everybody ? null : actor.personId, round, today });
    if (filed.length === 0) return redirect('/team', { kind: 'refused', key: 'accreditation.flash.no-diplomas' });
    await this.accreditation.noteDownload(ctx, filed.length, round);
    return download({
      name: `diplomas-${round ?? today}.zip`,
      type: 'application/zip',
      body: this.archive.zipOf(filed, locale),
    });
  }
}

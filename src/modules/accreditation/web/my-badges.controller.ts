import { Controller, Get, Param } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { download, type Reply } from '#platform/http/reply';
import { AccreditationService } from '../accreditation.service';
import { statusOf } from '../domain/diploma';
import { BADGE_KINDS, BadgeFiles } from './badge-files';

@Controller('my/diplomas')
@Requires('my')
export class MyBadgesController {
  constructor(
    private readonly accreditation: AccreditationService,
    private readonly badges: BadgeFiles,
  ) {}

  /** `badge.png` and its kin, of a diploma of one's own that stands. */
  @Get(':code/:file')
  async show(@Ctx() ctx: Context, @Param('code') code: string, @Param('file') file: string): Promise<Reply> {
    const kind = BADGE_KINDS.find((one) => file === `badge.${one}`);
    const diploma = kind === undefined ? null : await this.accreditation.byCode(code);
    const isOwn = diploma !== null && ctx.actor.kind === 'person' && (await this.accreditation.isOf(diploma, ctx.actor.personId));
    if (kind === undefined || !isOwn || statusOf(diploma) !== 'valid') throw new NotFound();
    return download(await this.badges.of(ctx, diploma, kind));
  }
}

import { Controller, Get } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { LearningService } from '#modules/learning';
import { ExtensionsService } from '#modules/programme';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { OwnPlaceReadModel } from '../data/own-place.read-model';
import { ownPlaceView } from './own-place.view';
import { sayer } from './say';

@Controller('my')
export class OwnPlaceController {
  constructor(
    private readonly learning: LearningService,
    private readonly places: OwnPlaceReadModel,
    private readonly extensions: ExtensionsService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('my')
  async show(@Ctx() ctx: Context): Promise<Reply> {
    if (ctx.actor.kind !== 'person') throw new NotFound('nobody has a place of their own');
    const { personId } = ctx.actor;
    const step = await this.learning.nextStep(ctx, personId);
    const place = await this.places.of(personId, ctx.locale);
    const time = step.kind === 'nothing' ? null : await this.extensions.ownTime(ctx, step.unit.assignmentId);
    return page('reporting/my', { ...ownPlaceView(step, place, ctx, sayer(this.views, ctx.locale)), time });
  }
}

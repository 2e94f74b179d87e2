import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ExtensionsService } from '#modules/programme';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { CompletionsService } from '../completions.service';
import { LearningService } from '../learning.service';
import { refusedTo } from './refusal';
import { doneView, planView, unitView } from './unit.view';
import { writePlanForm } from './write-plan.form';

/** A unit as the person who has it sees it: what is left, the plan, the end. */
@Controller()
export class UnitController {
  constructor(
    private readonly learning: LearningService,
    private readonly completions: CompletionsService,
    private readonly extensions: ExtensionsService,
    private readonly views: ViewEngine,
  ) {}

  @Get('my/:assignment')
  @Requires('my')
  async show(@Ctx() ctx: Context, @Param('assignment') id: string): Promise<Reply> {
    const standing = await this.learning.unit(ctx, id);
    const time = await this.extensions.ownTime(ctx, standing.desk.assignment.id);
    return page('learning/unit', { ...unitView(standing, ctx.today), time });
  }

  @Get('my/:assignment/plan')
  @Requires('my')
  async plan(@Ctx() ctx: Context, @Param('assignment') id: string): Promise<Reply> {
    const standing = await this.learning.unit(ctx, id);
    return page('learning/plan', planView(standing, await this.completions.plan(standing.desk), {}, {}));
  }

  @Post('my/:assignment/plan')
  @Requires('my')
  async writePlan(@Ctx() ctx: Context, @Param('assignment') id: string, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(writePlanForm, body);
    if (!parsed.ok) {
      const errors = Object.fromEntries(Object.entries(parsed.errors).map(([field, key]) => [field, this.views.say(ctx.locale, key)]));
      return page('learning/plan', planView(await this.learning.unit(ctx, id), null, parsed.values, errors), { status: 422 });
    }
    const written = await this.completions.writePlan(ctx, id, parsed.value);
    if (!written.ok) return refusedTo(`/my/${id}`, written);
    return written.value.completed
      ? redirect(`/my/${id}/done`)
      : redirect(`/my/${id}`, { kind: 'done', key: 'learning.flash.plan-written' });
  }

  @Get('my/:assignment/done')
  @Requires('my')
  async done(@Ctx() ctx: Context, @Param('assignment') id: string): Promise<Reply> {
    const standing = await this.learning.unit(ctx, id);
    if (standing.desk.assignment.completedAt === null) return redirect(`/my/${id}`);
    return page('learning/done', doneView(standing, await this.completions.plan(standing.desk)));
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { LessonsService, type LessonPage, type Onward } from '../lessons.service';
import { answerStepForm, chooseAudienceForm } from './answer-step.form';
import { refusedTo } from './refusal';
import { sheetView, stepView, type TypedAnswer } from './step.view';

/** A lesson, one step on each screen. */
@Controller()
export class LessonsController {
  constructor(
    private readonly lessons: LessonsService,
    private readonly views: ViewEngine,
  ) {}

  /** Where one left off. */
  @Get('my/:assignment/lessons/:lesson')
  @Requires('my')
  async resume(@Ctx() ctx: Context, @Param('assignment') id: string, @Param('lesson') lesson: string): Promise<Reply> {
    return redirect(`/my/${id}/lessons/${lesson}/${await this.lessons.place(ctx, id, lesson)}`);
  }

  @Get('my/:assignment/lessons/:lesson/print')
  @Requires('my')
  async sheet(@Ctx() ctx: Context, @Param('assignment') id: string, @Param('lesson') lesson: string): Promise<Reply> {
    return page('learning/sheet', sheetView(await this.lessons.whole(ctx, id, lesson)));
  }

  @Get('my/:assignment/lessons/:lesson/:step')
  @Requires('my')
  async show(
    @Ctx() ctx: Context,
    @Param('assignment') id: string,
    @Param('lesson') lesson: string,
    @Param('step') step: string,
  ): Promise<Reply> {
    const found = await this.lessons.page(ctx, id, lesson, step);
    // A step of the other audience: after a switch, the lesson goes on at the nearest that is theirs.
    return found ? page('learning/step', stepView(found, null)) : redirect(`/my/${id}/lessons/${lesson}`);
  }

  @Post('my/:assignment/lessons/:lesson/:step/progress')
  @Requires('my')
  async goOn(
    @Ctx() ctx: Context,
    @Param('assignment') id: string,
    @Param('lesson') lesson: string,
    @Param('step') step: string,
  ): Promise<Reply> {
    const onward = await this.lessons.goOn(ctx, id, lesson, step);
    return onward.ok ? forward(id, lesson, onward.value) : refusedTo(`/my/${id}`, onward);
  }

  @Post('my/:assignment/lessons/:lesson/:step/answer')
  @Requires('my')
  async answer(
    @Ctx() ctx: Context,
    @Param('assignment') id: string,
    @Param('lesson') lesson: string,
    @Param('step') step: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    const parsed = parseForm(answerStepForm, body);
    if (!parsed.ok) throw new NotFound('not a form of ours');
    const path = `/my/${id}/lessons/${lesson}/${step}`;
    const answered = await this.lessons.answer(ctx, id, lesson, step, parsed.value);
    if (answered.ok) return redirect(`${path}#answer`);
    if (answered.refusal === 'left') return refusedTo(path, answered);
    const found = await this.lessons.page(ctx, id, lesson, step);
    const error = this.views.say(ctx.locale, `learning.refusal.${answered.refusal}`, answered.details);
    return found ? this.again(found, { ...parsed.value, error }) : redirect(`/my/${id}/lessons/${lesson}`);
  }

  @Post('my/:assignment/lessons/:lesson/audience')
  @Requires('my')
  async chooseAudience(
    @Ctx() ctx: Context,
    @Param('assignment') id: string,
    @Param('lesson') lesson: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    await this.lessons.place(ctx, id, lesson);
    const parsed = parseForm(chooseAudienceForm, body);
    if (!parsed.ok) return redirect(`/my/${encodeURIComponent(id)}/lessons/${encodeURIComponent(lesson)}`);
    await this.lessons.chooseAudience(ctx, parsed.value.audience);
    return redirect(`/my/${encodeURIComponent(id)}/lessons/${encodeURIComponent(lesson)}/${parsed.value.step}`, {
      kind: 'done',
      key: `learning.flash.audience-${parsed.value.audience}`,
    });
  }

  private again(found: LessonPage, typed: TypedAnswer): Reply {
    return page('learning/step', stepView(found, typed), { status: 422 });
  }
}

function forward(id: string, lesson: string, onward: Onward): Reply {
  switch (onward.to) {
    case 'step':
      return redirect(`/my/${id}/lessons/${lesson}/${onward.step}`);
    case 'missing':
      return redirect(`/my/${id}/lessons/${lesson}/${onward.step}`, {
        kind: 'refused',
        key: 'learning.flash.practices-left',
        values: { count: onward.count },
      });
    case 'finished':
      return onward.completed ? redirect(`/my/${id}/done`) : redirect(`/my/${id}`, { kind: 'done', key: 'learning.flash.lesson-finished' });
  }
}

import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { json, page, redirect, type Reply } from '#platform/http/reply';
import { TestsService } from '../tests.service';
import { chosenOptions } from './answer-test.form';
import { refusedTo } from './refusal';
import { attemptView, resultsView, testView } from './test.view';

/** The test of a unit, and its attempts. */
@Controller()
export class AttemptsController {
  constructor(private readonly tests: TestsService) {}

  /** The questions where an attempt is open, otherwise what there is to know before starting. */
  @Get('my/:assignment/test')
  @Requires('my')
  async show(@Ctx() ctx: Context, @Param('assignment') id: string, @Query('left') left: unknown): Promise<Reply> {
    const table = await this.tests.table(ctx, id);
    const isOpen = table.turn.kind === 'open' && table.desk.refusal === null;
    return isOpen ? page('learning/attempt', attemptView(table, left !== undefined)) : page('learning/test', testView(table, ctx.now));
  }

  @Post('my/:assignment/test/attempts')
  @Requires('my')
  async start(@Ctx() ctx: Context, @Param('assignment') id: string): Promise<Reply> {
    const started = await this.tests.start(ctx, id);
    return started.ok ? redirect(`/my/${id}/test`) : refusedTo(`/my/${id}/test`, started);
  }

  @Get('my/:assignment/test/attempts/:number')
  @Requires('my')
  async results(@Ctx() ctx: Context, @Param('assignment') id: string, @Param('number') number: string): Promise<Reply> {
    return page('learning/results', resultsView(await this.tests.results(ctx, id, numberOf(number)), ctx.now));
  }

  /** Autosave sends it in the background; the button «save and go on later» sends it for good. */
  @Post('my/:assignment/test/attempts/:number/answers')
  @Requires('my')
  async save(
    @Ctx() ctx: Context,
    @Param('assignment') id: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Headers('x-enhance') enhanced: string | undefined,
  ): Promise<Reply> {
    const saved = await this.tests.save(ctx, id, numberOf(number), chosenOptions(body));
    if (enhanced !== undefined) return json({ saved: saved.ok }, { status: saved.ok ? 200 : 409 });
    return saved.ok ? redirect(`/my/${id}`, { kind: 'done', key: 'learning.flash.answers-saved' }) : refusedTo(`/my/${id}`, saved);
  }

  @Post('my/:assignment/test/attempts/:number/submission')
  @Requires('my')
  async submit(
    @Ctx() ctx: Context,
    @Param('assignment') id: string,
    @Param('number') number: string,
    @Body() body: unknown,
  ): Promise<Reply> {
    const submitted = await this.tests.submit(ctx, id, numberOf(number), chosenOptions(body));
    if (submitted.ok) return redirect(submitted.value.completed ? `/my/${id}/done` : `/my/${id}/test/attempts/${numberOf(number)}`);
    // The answers are kept, so the page can name what is missing after a redirect: going back later meets no form to send again.
    return submitted.refusal === 'unanswered' ? redirect(`/my/${id}/test?left`) : refusedTo(`/my/${id}`, submitted);
  }
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new NotFound('not a number of an attempt');
  return Number(text);
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { addDays } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { parseForm } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ProgrammeService } from '../programme.service';
import { blackoutForm } from './blackout.form';
import { answer, errorViews, sayer } from './say';

@Controller('calendar/blackouts')
export class BlackoutsController {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('programme.write')
  index(@Ctx() ctx: Context): Promise<Reply> {
    return this.list(ctx, {}, {});
  }

  @Post()
  @Requires('programme.write')
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(blackoutForm, body);
    if (!parsed.ok) return this.list(ctx, parsed.values, parsed.errors);
    const added = await this.programme.addBlackout(ctx, parsed.value);
    return answer(ctx, added, { to: '/calendar/blackouts', done: 'programme.flash.blackout-added' });
  }

  @Post(':id/removal')
  @Requires('programme.write')
  async remove(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const removed = await this.programme.removeBlackout(ctx, id);
    const done = 'programme.flash.blackout-removed';
    return answer(ctx, removed, { to: '/calendar/blackouts', done, notThere: 'no-such-blackout' });
  }

  private async list(ctx: Context, values: Readonly<Record<string, string>>, errors: Readonly<Record<string, string>>): Promise<Reply> {
    const { blackouts } = await this.programme.settings();
    const view = {
      blackouts: blackouts.map(({ id, fromOn, untilOn, reason }) => ({ id, fromOn, lastOn: addDays(untilOn, -1), reason })),
      values: { fromOn: '', lastOn: '', reason: '', ...values },
      ...errorViews(sayer(this.views, ctx.locale), errors, ['fromOn', 'lastOn', 'reason']),
    };
    return page('programme/blackouts', view, { status: view.errorList ? 422 : 200 });
  }
}

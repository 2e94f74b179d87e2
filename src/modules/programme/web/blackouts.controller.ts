import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { addDays } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ProgrammeService } from '../programme.service';
import { blackoutForm } from './blackout.form';
import { errorViews, refusalFlash, sayer } from './say';

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
    return redirect(
      '/calendar/blackouts',
      added.ok ? { kind: 'done', key: 'programme.flash.blackout-added' } : refusalFlash(added, ctx.locale),
    );
  }

  @Post(':id/removal')
  @Requires('programme.write')
  async remove(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const removed = await this.programme.removeBlackout(ctx, id);
    if (!removed.ok && removed.refusal === 'no-such-blackout') throw new NotFound();
    if (!removed.ok) return redirect('/calendar/blackouts', refusalFlash(removed, ctx.locale));
    return redirect('/calendar/blackouts', { kind: 'done', key: 'programme.flash.blackout-removed' });
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

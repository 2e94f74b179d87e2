import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm, type TypedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { errorViews, sayer } from '#platform/views/say';
import { LadderStepsService } from '../ladder-steps.service';
import { ladderForm, STEP_UNITS, YEAR_UNITS } from './ladder.form';

@Controller('settings/ladder')
@Requires('settings.write')
export class LadderController {
  constructor(
    private readonly ladder: LadderStepsService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async edit(@Ctx() ctx: Context): Promise<Reply> {
    const { year, programme } = await this.ladder.current();
    return this.form(ctx, { year: year === null ? '' : String(year), programme: programme.join(', ') }, {});
  }

  @Post()
  async save(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(ladderForm, body);
    if (!parsed.ok) return this.form(ctx, parsed.values, parsed.errors);
    await this.ladder.set(ctx, parsed.value);
    return redirect('/settings/ladder', { kind: 'done', key: 'accreditation.ladder.saved' });
  }

  private form(ctx: Context, values: TypedValues, errors: FieldErrors): Reply {
    const shown = errorViews(sayer(this.views, ctx.locale), errors, ['year', 'programme']);
    const view = {
      year: values['year'] ?? '',
      programme: values['programme'] ?? '',
      yearUnits: YEAR_UNITS,
      stepUnits: STEP_UNITS,
      ...shown,
    };
    return page('accreditation/ladder', view, { status: shown.errorList ? 422 : 200 });
  }
}

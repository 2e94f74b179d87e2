import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { parseForm } from '#platform/http/forms';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { EARLIEST_MONTHS, LATEST_MONTHS } from '../domain/cadence';
import { WINDOW_WEEKS } from '../domain/settings';
import { ProgrammeService } from '../programme.service';
import { cadenceForm } from './cadence.form';
import { answer, errorViews, sayer } from './say';

const FIELDS = ['cadenceMonths', 'windowWeeks', 'weekday'];

@Controller('calendar/cadence')
export class CadenceController {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('programme.write')
  async edit(@Ctx() ctx: Context): Promise<Reply> {
    const { cadence } = await this.programme.settings();
    return this.form(ctx, Object.fromEntries(FIELDS.map((field) => [field, String(cadence[field as keyof typeof cadence])])), {});
  }

  @Post()
  @Requires('programme.write')
  async save(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(cadenceForm, body);
    if (!parsed.ok) return this.form(ctx, parsed.values, parsed.errors);
    const saved = await this.programme.saveCadence(ctx, parsed.value);
    return answer(ctx, saved, { to: '/calendar', done: 'programme.flash.cadence-saved' });
  }

  private form(ctx: Context, values: Readonly<Record<string, string>>, errors: Readonly<Record<string, string>>): Reply {
    const say = sayer(this.views, ctx.locale);
    const option = (field: string, n: number, label: string) => ({ value: String(n), label, selected: values[field] === String(n) });
    const view = {
      months: range(EARLIEST_MONTHS, LATEST_MONTHS).map((n) =>
        option('cadenceMonths', n, say('programme.cadence.months-option', { months: n })),
      ),
      weekdays: range(1, 7).map((n) => option('weekday', n, say('programme.weekday', { weekday: n }))),
      windowWeeks: values['windowWeeks'] ?? '',
      least: WINDOW_WEEKS.least,
      most: WINDOW_WEEKS.most,
      ...errorViews(say, errors, FIELDS),
    };
    return page('programme/cadence', view, { status: view.errorList ? 422 : 200 });
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

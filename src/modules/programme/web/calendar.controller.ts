import { Controller, Get, Inject } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { page, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ProgrammeService } from '../programme.service';
import { calendarView } from './calendar.view';
import { sayer } from './say';

const YEARS = 4;

@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('programme.read')
  async show(@Ctx() ctx: Context): Promise<Reply> {
    const calendar = await this.programme.plan(ctx, YEARS);
    const settings = await this.programme.settings();
    const mayWrite = this.policy.may(ctx.actor, 'programme.write');
    const { locale, today } = ctx;
    const view = calendarView(
      { calendar, settings, today, locale, mayWrite },
      sayer(this.views, locale),
      sayer(this.views, locale, 'short'),
    );
    return page('programme/calendar', view);
  }
}

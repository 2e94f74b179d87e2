import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type CalendarDate, isCalendarDate } from '#kernel/calendar-date';
import type { Context } from '#kernel/context';
import { type DuplicateId, isId } from '#kernel/id';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { DuplicatesReadModel, type SuspectedPair } from '../data/duplicates.read-model';
import { DuplicatesService } from '../duplicates.service';
import { pageNumber, pagingOf } from '#platform/http/paging';
import { answer, type Say, sayer } from './say';

const PAGE = 30;

@Controller('people/duplicates')
@Requires('roster.write')
export class DuplicatesController {
  constructor(
    private readonly duplicates: DuplicatesService,
    private readonly suspected: DuplicatesReadModel,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  async index(@Ctx() ctx: Context, @Query('page') typed: unknown): Promise<Reply> {
    const number = pageNumber(typed);
    const pairs = await this.suspected.pairs((number - 1) * PAGE, PAGE);
    const paging = pagingOf('/people/duplicates', {}, number, PAGE, pairs[0]?.total ?? 0);
    const on = await this.duplicates.searchedOn();
    const say = sayer(this.views, ctx.locale);
    return page('people/duplicates', {
      searchedOn: on !== null && isCalendarDate(on) ? (on satisfies CalendarDate) : null,
      pairs: pairs.map((pair) => pairView(pair, say)),
      paging: paging.previous !== null || paging.next !== null ? paging : null,
    });
  }

  @Post('search')
  async search(@Ctx() ctx: Context): Promise<Reply> {
    const added = await this.duplicates.search(ctx);
    return redirect('/people/duplicates', { kind: 'done', key: 'person.flash.searched', values: { added } });
  }

  @Post(':id/dismissal')
  async dismiss(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const dismissed = isId(id) ? await this.duplicates.dismiss(ctx, id as DuplicateId) : null;
    return answer(ctx, dismissed, { to: '/people/duplicates', done: 'person.flash.dismissed', notThere: 'no-such-pair' });
  }
}

function pairView({ id, why, firstId, firstName, firstCode, secondId, secondName, secondCode }: SuspectedPair, say: Say) {
  return {
    first: { name: firstName, code: firstCode },
    second: { name: secondName, code: secondCode },
    why: why
      .split(' ')
      .map((reason) => say(`person.same.why.${reason}`))
      .join(' '),
    comparePath: `/people/compare?a=${firstId}&b=${secondId}`,
    dismissPath: `/people/duplicates/${id}/dismissal`,
  };
}

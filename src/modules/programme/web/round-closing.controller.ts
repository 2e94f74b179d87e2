import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ProgrammeService } from '../programme.service';
import { unfinishedIn } from './round.view';
import { answer } from './say';

@Controller('rounds/:id/closing')
export class RoundClosingController {
  constructor(private readonly programme: ProgrammeService) {}

  @Get()
  @Requires('programme.write')
  async confirm(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const round = await this.programme.round(id);
    if (!round) throw new NotFound();
    const ledger = round.state === 'open' ? await this.programme.ledger(round.id) : null;
    if (!ledger) return redirect(`/rounds/${round.id}`);
    return page('programme/closing', {
      id: round.id,
      code: round.code,
      closesOn: round.closesOn,
      isEarly: ctx.today < round.closesOn,
      completed: ledger.completed,
      headcount: ledger.headcount,
      unfinished: unfinishedIn(ledger),
    });
  }

  @Post()
  @Requires('programme.write')
  async create(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const closed = await this.programme.closeRound(ctx, id);
    return answer(ctx, closed, {
      to: `/rounds/${id}`,
      done: 'programme.flash.closed',
      values: ({ code }) => ({ code }),
      notThere: 'no-such-round',
    });
  }
}

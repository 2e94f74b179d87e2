import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { RoundOverviewReadModel } from '../data/round-overview.read-model';
import { OpeningNotices } from '../opening-notices';
import { ProgrammeService } from '../programme.service';
import { openRoundForm } from './approve-round.form';
import { openingView } from './opening.view';
import { refusalFlash, sayer } from './say';

@Controller('rounds/:id/opening')
export class RoundOpeningController {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly overview: RoundOverviewReadModel,
    private readonly notices: OpeningNotices,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('programme.write')
  confirm(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    return this.form(ctx, id, '', null);
  }

  @Post()
  @Requires('programme.write')
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(openRoundForm, body);
    if (!parsed.ok) return this.form(ctx, id, parsed.values['reason'] ?? '', parsed.errors['reason'] ?? null);
    const { reason } = parsed.value;
    const opened = await this.programme.openRound(ctx, id, reason === undefined ? {} : { override: { reason } });
    if (opened.ok)
      return redirect(`/rounds/${id}`, { kind: 'done', key: 'programme.flash.opened', values: { people: opened.value.assigned } });
    switch (opened.refusal) {
      case 'no-such-round':
        throw new NotFound();
      case 'reason-too-short':
        return this.form(ctx, id, reason ?? '', 'programme.form.override-reason');
      case 'already-open':
      case 'unit-not-written':
      case 'unit-not-published':
      case 'override-needs-a-person':
      case 'too-early':
      case 'too-late':
      case 'in-blackout':
        return redirect(`/rounds/${id}`, refusalFlash(opened, ctx.locale));
    }
  }

  private async form(ctx: Context, id: string, reason: string, error: string | null): Promise<Reply> {
    const round = await this.programme.round(id);
    if (!round) throw new NotFound();
    if (round.state !== 'approved') return redirect(`/rounds/${round.id}`);
    const facts = {
      round,
      people: await this.overview.peopleHere(ctx.today),
      permit: await this.programme.permit(ctx, round),
      closing: await this.programme.openRounds(),
      today: ctx.today,
      notices: await this.notices.for(ctx),
    };
    return page('programme/opening', openingView(facts, reason, error, sayer(this.views, ctx.locale)), {
      status: error === null ? 200 : 422,
    });
  }
}

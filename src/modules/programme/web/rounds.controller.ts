import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { RoundId } from '#kernel/id';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { RoundOverviewReadModel } from '../data/round-overview.read-model';
import { ProgrammeService } from '../programme.service';
import { approvalView } from './approval.view';
import { approveRoundForm } from './approve-round.form';
import { roundView } from './round.view';
import { answer, isSoAlready, refusalFlash, sayer } from './say';

@Controller('rounds')
export class RoundsController {
  constructor(
    private readonly programme: ProgrammeService,
    private readonly overview: RoundOverviewReadModel,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get('new')
  @Requires('programme.write')
  propose(@Ctx() ctx: Context): Promise<Reply> {
    return this.approval(ctx, {}, {});
  }

  @Post()
  @Requires('programme.write')
  async approve(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(approveRoundForm, body);
    if (!parsed.ok) return this.approval(ctx, parsed.values, parsed.errors);
    const { code, opensOn, reason } = parsed.value;
    const approved = await this.programme.approveRound(ctx, { code, opensOn, ...(reason === undefined ? {} : { override: { reason } }) });
    if (approved.ok)
      return redirect(`/rounds/${approved.value.id}`, {
        kind: 'done',
        key: 'programme.flash.approved',
        values: { code: approved.value.code },
      });
    if (approved.refusal === 'plan-has-changed' || approved.refusal === 'another-round-is-waiting' || isSoAlready(approved.refusal))
      return redirect('/calendar', refusalFlash(approved, ctx.locale));
    const sentence = sayer(this.views, ctx.locale)(`programme.refusal.${approved.refusal}`, approved.details);
    return this.approval(ctx, { opensOn, reason: reason ?? '' }, {}, sentence);
  }

  @Get(':id')
  @Requires('programme.read')
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const round = await this.programme.round(id);
    const people = round && (await this.overview.of(round.id));
    if (!round || !people) throw new NotFound();
    const { locale, today } = ctx;
    const permit = await this.programme.permit(ctx, round);
    const view = {
      round,
      people,
      coverage: await this.programme.ledger(round.id),
      objection: permit.ok ? null : permit,
      isPublished: await this.programme.isPublished(round.unit),
      today,
      locale,
      mayWrite: this.policy.may(ctx.actor, 'programme.write'),
    };
    const exemptions = round.state === 'open' && this.policy.may(ctx.actor, 'roster.read') ? `/rounds/${round.id}/exemptions` : null;
    return page('programme/round', { ...roundView(view, sayer(this.views, locale)), exemptions });
  }

  @Post(':id/withdrawal')
  @Requires('programme.write')
  async withdraw(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const withdrawn = await this.programme.withdrawApproval(ctx, id as RoundId);
    return answer(ctx, withdrawn, {
      to: '/calendar',
      done: 'programme.flash.withdrawn',
      refusedTo: (refusal) => (refusal === 'already-withdrawn' ? '/calendar' : `/rounds/${id}`),
      notThere: 'no-such-round',
    });
  }

  private async approval(
    ctx: Context,
    values: Readonly<Record<string, string>>,
    errors: Readonly<Record<string, string>>,
    sentence: string | null = null,
  ): Promise<Reply> {
    const { rounds } = await this.programme.plan(ctx, 4);
    const view = approvalView(rounds, values, errors, sentence, ctx.locale, sayer(this.views, ctx.locale));
    if (view === null) return redirect('/calendar', { kind: 'refused', key: 'programme.refusal.nothing-to-approve' });
    return page('programme/approval', view, { status: view.errorList ? 422 : 200 });
  }
}

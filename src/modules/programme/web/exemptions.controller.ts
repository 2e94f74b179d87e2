import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { type ExemptionId, isId, type PersonId } from '#kernel/id';
import type { Refused } from '#kernel/outcome';
import { ACCESS_POLICY, type AccessPolicy, Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ExemptionsReadModel } from '../data/exemptions.read-model';
import { EXEMPTION_REASONS } from '../domain/exemption';
import { ExemptionsService } from '../exemptions.service';
import { ProgrammeService, type RoundSummary } from '../programme.service';
import { exemptionViews } from './exemptions.view';
import { grantExemptionForm } from './grant-exemption.form';
import { answer, errorViews, refusalFlash, sayer } from './say';

/** Who is let off a round: with a reason, evidence, an end and somebody who answers for it. */
@Controller('rounds/:id/exemptions')
export class ExemptionsController {
  constructor(
    private readonly exemptions: ExemptionsService,
    private readonly lines: ExemptionsReadModel,
    private readonly programme: ProgrammeService,
    private readonly views: ViewEngine,
    @Inject(ACCESS_POLICY) private readonly policy: AccessPolicy,
  ) {}

  @Get()
  @Requires('roster.read')
  async index(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const round = await this.round(id);
    const lines = await this.lines.ofRound(round.id);
    const mayWrite = this.policy.may(ctx.actor, 'programme.write');
    return page('programme/exemptions', {
      id: round.id,
      code: round.code,
      mayWrite,
      ofPerson: false,
      exemptions: exemptionViews(lines, ctx.today),
    });
  }

  @Get('new')
  @Requires('programme.write')
  async offer(@Ctx() ctx: Context, @Param('id') id: string, @Query('person') person: unknown): Promise<Reply> {
    return this.form(ctx, await this.round(id), String(person), { fromOn: ctx.today }, {});
  }

  @Post()
  @Requires('programme.write')
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown): Promise<Reply> {
    const round = await this.round(id);
    const parsed = parseForm(grantExemptionForm, body);
    if (!parsed.ok) return this.form(ctx, round, parsed.values['person'] ?? '', parsed.values, parsed.errors);
    const { person, span } = parsed.value;
    if (!isId(person)) throw new NotFound('no such person');
    const granted = await this.exemptions.grant(ctx, person as PersonId, round.id, span);
    if (granted.ok) return redirect(`/people/${person}/exemptions`, { kind: 'done', key: 'programme.flash.exemption-granted' });
    if (granted.refusal === 'no-assignment') throw new NotFound('not in this round');
    if (PAST_MENDING.includes(granted.refusal)) return redirect(`/people/${person}/exemptions`, refusalFlash(granted, ctx.locale));
    return this.form(ctx, round, person, typedValues(body), {}, granted);
  }

  @Post(':exemption/revocation')
  @Requires('programme.write')
  async revoke(@Ctx() ctx: Context, @Param('id') id: string, @Param('exemption') exemption: string): Promise<Reply> {
    const found = isId(exemption) ? await this.exemptions.find(exemption as ExemptionId) : null;
    if (found?.roundId !== id) throw new NotFound('no such exemption');
    const revoked = await this.exemptions.revoke(ctx, found.id);
    const back = `/people/${found.personId}/exemptions`;
    return answer(ctx, revoked, { to: back, done: 'programme.flash.exemption-revoked' });
  }

  private async round(id: string): Promise<RoundSummary> {
    const round = isId(id) ? await this.programme.round(id) : null;
    if (round?.state !== 'open') throw new NotFound('no open round');
    return round;
  }

  private async form(
    ctx: Context,
    round: RoundSummary,
    person: string,
    values: TypedValues,
    errors: FieldErrors,
    refusal: Refused<string> | null = null,
  ): Promise<Reply> {
    const name = isId(person) ? await this.lines.nameOf(person) : null;
    if (name === null) throw new NotFound('no such person');
    const typed = { reasonCode: '', evidence: '', fromOn: '', lastOn: '', ...values };
    const say = sayer(this.views, ctx.locale, 'short');
    const whole = refusal ? [say(`programme.refusal.${refusal.refusal}`, refusal.details)] : [];
    const view = {
      id: round.id,
      code: round.code,
      person,
      name,
      values: typed,
      reasons: EXEMPTION_REASONS.map((value) => ({
        value,
        label: say(`programme.exemption-reason.${value}`),
        checked: typed.reasonCode === value,
      })),
      ...errorViews(say, errors, ['reasonCode', 'evidence', 'fromOn', 'lastOn'], whole),
    };
    return page('programme/exemptions/new', view, { status: view.errorList ? 422 : 200 });
  }
}

/** What no other word in the form would change. */
const PAST_MENDING: readonly string[] = ['own-exemption', 'already-completed', 'already-granted', 'round-closed'];

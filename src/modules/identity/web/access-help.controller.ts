import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Requires } from '#platform/http/access';
import { Config } from '#platform/config/config';
import { CallerAddress, Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { AssistedResetService, type HelpRefusal, type Question } from '../assisted-reset.service';
import { printedCode } from '../domain/activation';
import { isHr, Reach } from '../reach.service';
import { accessHelpForm } from './access-help.form';
import { errorViews, sayer } from '#platform/views/say';

interface Shown {
  readonly errors?: FieldErrors;
  readonly refusal?: string;
  readonly reason?: string;
  readonly status?: number;
}

/** Somebody stands beside a person who forgot the PIN. */
@Controller('people/:id/access/help')
@Requires('access.help')
export class AccessHelpController {
  constructor(
    private readonly reach: Reach,
    private readonly resets: AssistedResetService,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  @Get()
  async show(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const question = await this.resets.question(ctx, await this.reach.person(ctx, id));
    return question.ok ? this.form(ctx, id, question.value, {}) : refusedBack(id, question.refusal);
  }

  @Post()
  async create(@Ctx() ctx: Context, @Param('id') id: string, @Body() body: unknown, @CallerAddress() address: string): Promise<Reply> {
    const personId = await this.reach.person(ctx, id);
    const question = await this.resets.question(ctx, personId);
    if (!question.ok) return refusedBack(id, question.refusal);
    const parsed = parseForm(accessHelpForm, body);
    if (!parsed.ok) return this.form(ctx, id, question.value, { errors: parsed.errors, status: 422 });
    const { fact, reason } = parsed.value;
    if (question.value.asks !== null && fact === '')
      return this.form(ctx, id, question.value, { errors: { fact: 'identity.form.fact' }, status: 422 });
    const helped = await this.resets.help(ctx, personId, { fact, reason, address });
    if (helped.ok) {
      const { account, code, minutes } = helped.value;
      const where = `${this.config.publicUrl.replace(/^https?:\/\//, '')}/activate`;
      // Shown in the answer itself: the code must not stand in an address that a browser remembers.
      return page('identity/people/code', {
        name: account.givenName,
        code: printedCode(code),
        minutes,
        where,
        backPath: `/people/${id}/access`,
      });
    }
    const { refusal, details } = helped;
    if (refusal === 'no-such-person' || refusal === 'help-no-pin') return refusedBack(id, refusal);
    if (refusal === 'help-needs-reason')
      return this.form(ctx, id, question.value, { errors: { reason: 'identity.form.reason' }, reason, status: 422 });
    const said = this.views.say(ctx.locale, `identity.refusal.${refusal}`, details);
    return this.form(ctx, id, question.value, { refusal: said, status: refusal === 'throttled' || refusal === 'help-locked' ? 429 : 422 });
  }

  private form(ctx: Context, id: string, { account, asks }: Question, { errors = {}, refusal, reason = '', status = 200 }: Shown): Reply {
    const say = sayer(this.views, ctx.locale);
    const view = {
      name: account.givenName,
      asks,
      mayGiveReason: asks === null && isHr(ctx),
      label: asks && say(`identity.people.help.${asks}`),
      hint: asks && say(`identity.people.help.${asks}-hint`),
      values: { reason },
      refusal: refusal ?? null,
      action: `/people/${id}/access/help`,
      backPath: `/people/${id}/access`,
      ...errorViews(say, errors, ['fact', 'reason']),
    };
    return page('identity/people/help', view, { status });
  }
}

function refusedBack(id: string, refusal: HelpRefusal): Reply {
  if (refusal === 'no-such-person') throw new NotFound('nobody to help, or oneself');
  return redirect(`/people/${id}/access`, { kind: 'refused', key: `identity.refusal.${refusal}` });
}

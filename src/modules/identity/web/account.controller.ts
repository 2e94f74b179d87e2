import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import type { Refused } from '#kernel/outcome';
import { Requires } from '#platform/http/access';
import { type Browser, Ctx, InBrowser } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { AccountService, type ChangeRefusal } from '../account.service';
import type { SecretKind } from '../domain/lock-out';
import { errorViews, sayer } from '#platform/views/say';
import { sessionCookie } from './session-cookie';

@Controller('account')
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Requires('my')
  async show(@Ctx() ctx: Context): Promise<Reply> {
    return this.form(ctx, await this.accounts.kindOf(personOf(ctx)), {}, null);
  }

  @Post()
  @Requires('my')
  async change(@Ctx() ctx: Context, @Body() body: unknown, @InBrowser() browser: Browser): Promise<Reply> {
    const personId = personOf(ctx);
    const kind = await this.accounts.kindOf(personId);
    const parsed = parseForm(changeForm(kind ?? 'pin'), body);
    if (!parsed.ok) return this.form(ctx, kind, parsed.errors, null);
    const changed = await this.accounts.changeSecret(ctx, personId, parsed.value, browser);
    if (changed.ok)
      return redirect('/account', { kind: 'done', key: 'identity.flash.secret-changed' }, [sessionCookie(changed.value, browser)]);
    const { refusal } = changed;
    if (refusal === 'wrong' || refusal === 'locked' || refusal === 'no-access') return this.form(ctx, kind, {}, changed);
    return this.form(ctx, kind, { next: `identity.refusal.${refusal}` }, null);
  }

  private form(ctx: Context, kind: SecretKind | null, errors: FieldErrors, refusal: Refused<ChangeRefusal> | null): Reply {
    const say = sayer(this.views, ctx.locale);
    const view = {
      kind,
      refusal: refusal && say(`identity.refusal.${refusal.refusal}`, refusal.details),
      ...errorViews(say, errors, ['current', 'next', 'again']),
    };
    return page('identity/account', view, { status: refusal || view.errorList ? (refusal?.refusal === 'locked' ? 429 : 422) : 200 });
  }
}

function personOf(ctx: Context): PersonId {
  if (ctx.actor.kind !== 'person') throw new NotFound('an account is a person’s');
  return ctx.actor.personId;
}

const AGAIN = 'identity.form.again';

function changeForm(kind: SecretKind) {
  const empty = kind === 'pin' ? 'identity.form.new-pin' : 'identity.form.new-password';
  const secret = (message: string) => z.string(message).min(1, message).max(1000, 'identity.refusal.password-too-long');
  return z
    .object({ current: secret('identity.form.current'), next: secret(empty), again: z.string(AGAIN).max(1000, AGAIN) })
    .refine(({ next, again }) => next === again, { path: ['again'], message: AGAIN });
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { CallerAddress, Ctx, SessionToken } from '#platform/http/context';
import { type FieldErrors, parseForm, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { SignInService } from '../sign-in.service';
import { localPath } from './local-path';
import { errorViews, sayer } from './say';
import { sessionCookie } from './session-cookie';
import { byCodeForm, byEmailForm } from './sign-in.form';

interface Shown {
  readonly by: unknown;
  readonly to: unknown;
  readonly values: Readonly<Record<string, string>>;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
  readonly status?: number;
}

@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Public('where everybody comes in')
  show(@Ctx() ctx: Context, @Query('by') by: unknown, @Query('to') to: unknown): Reply {
    return ctx.actor.kind === 'person' ? redirect(localPath(to)) : this.form(ctx, { by, to, values: {} });
  }

  @Post()
  @Public('where everybody comes in; guessing is throttled and locks the account')
  async create(
    @Ctx() ctx: Context,
    @Body() body: Record<string, unknown>,
    @CallerAddress() address: string,
    @SessionToken() token: string | null,
  ): Promise<Reply> {
    const { by, to } = body;
    const parsed = by === 'email' ? parseForm(byEmailForm, body) : parseForm(byCodeForm, body);
    const values = typedValues(body);
    if (!parsed.ok) return this.form(ctx, { by, to, values, errors: parsed.errors, status: 422 });
    const signedIn = await this.signIns.signIn(ctx, parsed.value, address, token);
    if (signedIn.ok) return redirect(localPath(to), null, [sessionCookie(signedIn.value)]);
    const refusal = this.views.say(ctx.locale, `identity.refusal.${signedIn.refusal}`, signedIn.details);
    return this.form(ctx, { by, to, values, refusal, status: signedIn.refusal === 'wrong' ? 422 : 429 });
  }

  private form(ctx: Context, { by, to, values, errors = {}, refusal, status = 200 }: Shown): Reply {
    const say = sayer(this.views, ctx.locale);
    const way = by === 'email' ? 'email' : 'code';
    const back = localPath(to);
    const href = (one: string): string => `/sign-in?by=${one}${back === '/' ? '' : `&to=${encodeURIComponent(back)}`}`;
    const view = {
      by: way,
      to: back,
      ways: ['code', 'email'].map((one) => ({
        href: href(one),
        label: say(`identity.sign-in.by-${one}`),
        current: one === way,
        count: null,
      })),
      // Never the secret: it would travel back in the page.
      values: { email: values['email'] ?? '', code: values['code'] ?? '' },
      refusal: refusal ?? null,
      ...errorViews(say, errors, ['email', 'password', 'code', 'pin']),
    };
    return page('identity/sign-in', view, { layout: 'bare', status });
  }
}

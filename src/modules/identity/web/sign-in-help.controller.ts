import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { CallerAddress, Ctx } from '#platform/http/context';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { Doorkeeper } from '../doorkeeper.service';
import { TextLinks } from '../text-links.service';
import { errorViews, sayer } from '#platform/views/say';

const forgotForm = z.object({ code: z.string('identity.form.code').trim().min(1, 'identity.form.code').max(60, 'identity.form.code') });

/** For whoever forgot the PIN. */
@Controller('sign-in/help')
export class SignInHelpController {
  constructor(
    private readonly texts: TextLinks,
    private readonly doorkeeper: Doorkeeper,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Public('whoever forgot the PIN cannot sign in')
  show(@Ctx() ctx: Context): Reply {
    return this.form(ctx, '', {}, null, 200);
  }

  @Post()
  @Public('the answer is the same for every code; the link goes to the phone on the roster, and asking is throttled')
  async create(@Ctx() ctx: Context, @Body() body: unknown, @CallerAddress() address: string): Promise<Reply> {
    const parsed = parseForm(forgotForm, body);
    if (!parsed.ok) return this.form(ctx, parsed.values['code'] ?? '', parsed.errors, null, 422);
    const { code } = parsed.value;
    const seconds = await this.doorkeeper.book(address);
    if (seconds !== null) {
      const refusal = this.views.say(ctx.locale, 'identity.refusal.throttled', { minutes: Math.ceil(seconds / 60) });
      return this.form(ctx, code, {}, refusal, 429);
    }
    this.texts.forgot(ctx, code);
    return redirect('/sign-in', { kind: 'done', key: 'identity.flash.forgot' });
  }

  private form(ctx: Context, code: string, errors: FieldErrors, refusal: string | null, status: number): Reply {
    const view = { values: { code }, refusal, ...errorViews(sayer(this.views, ctx.locale), errors, ['code']) };
    return page('identity/forgot', view, { layout: 'bare', status });
  }
}

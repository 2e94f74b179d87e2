import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { Refused } from '#kernel/outcome';
import { Public } from '#platform/http/access';
import { type Browser, CallerAddress, Ctx, InBrowser } from '#platform/http/context';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { ActivationService, type LookRefusal, type OpenActivation } from '../activation.service';
import { canonicalSecret } from '../domain/activation';
import { newSecretForm, slipCodeForm } from './activation.form';
import { errorViews, sayer } from '#platform/views/say';
import { sessionCookie } from './session-cookie';

@Controller('activate')
export class ActivationsController {
  constructor(
    private readonly activations: ActivationService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Public('whoever holds a slip has no account yet')
  enter(@Ctx() ctx: Context): Reply {
    return this.codePage(ctx, '', {}, null);
  }

  @Post()
  @Public('whoever holds a slip has no account yet')
  async look(@Ctx() ctx: Context, @Body() body: unknown, @CallerAddress() address: string): Promise<Reply> {
    const parsed = parseForm(slipCodeForm, body);
    if (!parsed.ok) return this.codePage(ctx, parsed.values['code'] ?? '', parsed.errors, null);
    const found = await this.activations.look(ctx, parsed.value.code, address);
    return found.ok
      ? redirect(`/activate/${encodeURIComponent(canonicalSecret(parsed.value.code))}`)
      : this.codePage(ctx, parsed.value.code, {}, found);
  }

  @Get(':secret')
  @Public('the link or the QR is the key; looking uses nothing up')
  async show(@Ctx() ctx: Context, @Param('secret') secret: string, @CallerAddress() address: string): Promise<Reply> {
    const found = await this.activations.look(ctx, secret, address);
    return found.ok ? this.form(ctx, secret, found.value, {}) : this.refusedPage(ctx, found);
  }

  @Post(':secret')
  @Public('the link or the QR is the key; it works once')
  async create(
    @Ctx() ctx: Context,
    @Param('secret') secret: string,
    @Body() body: unknown,
    @CallerAddress() address: string,
    @InBrowser() browser: Browser,
  ): Promise<Reply> {
    const found = await this.activations.look(ctx, secret, address);
    if (!found.ok) return this.refusedPage(ctx, found);
    const parsed = parseForm(newSecretForm(found.value.kind), body);
    if (!parsed.ok) return this.form(ctx, secret, found.value, parsed.errors);
    const activated = await this.activations.activate(ctx, secret, parsed.value.secret, address, browser);
    if (activated.ok) return redirect('/my', { kind: 'done', key: 'identity.flash.activated' }, [sessionCookie(activated.value, browser)]);
    if (isAboutTheWayIn(activated)) return this.refusedPage(ctx, activated);
    return this.form(ctx, secret, found.value, { secret: `identity.refusal.${activated.refusal}` });
  }

  private codePage(ctx: Context, code: string, errors: FieldErrors, refusal: Refused<LookRefusal> | null): Reply {
    const say = sayer(this.views, ctx.locale);
    const view = {
      values: { code },
      refusal: refusal && say(`identity.refusal.${refusal.refusal}`, refusal.details),
      ...errorViews(say, errors, ['code']),
    };
    return page('identity/activate', view, { layout: 'bare', status: statusOf(refusal, errors) });
  }

  private form(ctx: Context, secret: string, { account, kind }: OpenActivation, errors: FieldErrors): Reply {
    const { givenName, personCode, email } = account;
    const view = {
      secret,
      kind,
      name: givenName,
      personCode,
      email,
      ...errorViews(sayer(this.views, ctx.locale), errors, ['secret', 'again']),
    };
    return page('identity/activation', view, { layout: 'bare', status: statusOf(null, errors) });
  }

  private refusedPage(ctx: Context, { refusal, details }: Refused<LookRefusal>): Reply {
    const view = { refusal: this.views.say(ctx.locale, `identity.refusal.${refusal}`, details) };
    const status = refusal === 'throttled' ? 429 : refusal === 'activation-unknown' ? 404 : 410;
    return page('identity/activation-refused', view, { layout: 'bare', status });
  }
}

function statusOf(refusal: Refused<string> | null, errors: FieldErrors): number {
  if (refusal) return refusal.refusal === 'throttled' ? 429 : 422;
  return Object.keys(errors).length > 0 ? 422 : 200;
}

function isAboutTheWayIn(refused: Refused<string>): refused is Refused<LookRefusal> {
  return refused.refusal === 'throttled' || refused.refusal.startsWith('activation-');
}

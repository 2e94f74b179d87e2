import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { type Browser, CallerAddress, Ctx, InBrowser } from '#platform/http/context';
import { type FieldErrors, parseForm, typedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { SharedDevicesService } from '../shared-devices.service';
import { type SignInRefusal, SignInService } from '../sign-in.service';
import { localPath } from './local-path';
import { errorViews, sayer } from '#platform/views/say';
import { deviceCookie, noDevice, sessionCookie } from './session-cookie';
import { byCodeForm, byEmailForm } from './sign-in.form';

interface Shown {
  readonly by: unknown;
  readonly to: unknown;
  readonly values: Readonly<Record<string, string>>;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
  readonly status?: number;
}

/** Where this browser signs in: its own way, or as the shared device that it is. */
type Place = { readonly kind: 'own' } | { readonly kind: 'shared'; readonly name: string; readonly deviceToken: string };

@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly devices: SharedDevicesService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Public('where everybody comes in')
  async show(@Ctx() ctx: Context, @Query('by') by: unknown, @Query('to') to: unknown, @InBrowser() browser: Browser): Promise<Reply> {
    if (ctx.actor.kind === 'person') return redirect(localPath(to));
    const place = await this.placeOf(browser);
    return place === null ? noLongerShared() : this.form(ctx, place, { by, to, values: {} });
  }

  @Post()
  @Public('where everybody comes in; guessing is throttled and locks the account')
  async create(
    @Ctx() ctx: Context,
    @Body() body: Record<string, unknown>,
    @CallerAddress() address: string,
    @InBrowser() browser: Browser,
  ): Promise<Reply> {
    const place = await this.placeOf(browser);
    if (place === null) return noLongerShared();
    const { to } = body;
    // At a shared device nobody types a password for others to see over the shoulder.
    const by = place.kind === 'shared' ? 'code' : body['by'];
    const parsed = by === 'email' ? parseForm(byEmailForm, body) : parseForm(byCodeForm, body);
    const values = typedValues(body);
    if (!parsed.ok) return this.form(ctx, place, { by, to, values, errors: parsed.errors, status: 422 });
    const signedIn = await this.signIns.signIn(ctx, parsed.value, address, browser);
    if (!signedIn.ok) {
      const refusal = this.views.say(ctx.locale, `identity.refusal.${signedIn.refusal}`, signedIn.details);
      return this.form(ctx, place, { by, to, values, refusal, status: statusOf(signedIn.refusal) });
    }
    const session = sessionCookie(signedIn.value, browser);
    if (place.kind === 'own') return redirect(localPath(to), null, [session]);
    // Where the one before was is not where this one wants to go: their own next step is.
    return redirect('/my', null, [session, deviceCookie(place.deviceToken)]);
  }

  /** Null for a browser that believes to be a shared device and no longer is. */
  private async placeOf({ deviceToken }: Browser): Promise<Place | null> {
    if (deviceToken === null) return { kind: 'own' };
    const device = await this.devices.at(deviceToken);
    return device && { kind: 'shared', name: device.name, deviceToken };
  }

  private form(ctx: Context, place: Place, { by, to, values, errors = {}, refusal, status = 200 }: Shown): Reply {
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
    return place.kind === 'own'
      ? page('identity/sign-in', view, { layout: 'bare', status })
      : page('identity/device-sign-in', { ...view, device: place.name }, { layout: 'bare', status });
  }
}

const statusOf = (refusal: SignInRefusal): number => (refusal === 'wrong' ? 422 : 429);

/** The tablet was taken off the list: it is an ordinary browser again. */
const noLongerShared = (): Reply => redirect('/sign-in', { kind: 'refused', key: 'identity.flash.device-gone' }, [noDevice]);

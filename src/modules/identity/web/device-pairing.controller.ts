import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { type Browser, CallerAddress, Ctx, InBrowser } from '#platform/http/context';
import { type FieldErrors, parseForm } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { ViewEngine } from '#platform/views/engine';
import { SharedDevicesService } from '../shared-devices.service';
import { pairingForm } from './devices.form';
import { errorViews, sayer } from '#platform/views/say';
import { deviceCookie, noSession } from './session-cookie';

interface Shown {
  readonly code: string;
  /** The device that the code is for, when it came with the link. */
  readonly device?: string;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
  readonly status?: number;
}

/** On the tablet: the code from HR's screen makes it a shared device. */
@Controller('device/pair')
export class DevicePairingController {
  constructor(
    private readonly devices: SharedDevicesService,
    private readonly views: ViewEngine,
  ) {}

  @Get()
  @Public('a tablet has no account')
  enter(@Ctx() ctx: Context): Reply {
    return this.form(ctx, { code: '' });
  }

  @Get(':code')
  @Public('the QR on HR’s screen is the key; looking uses nothing up')
  async show(@Ctx() ctx: Context, @Param('code') code: string, @CallerAddress() address: string): Promise<Reply> {
    const found = await this.devices.look(ctx, code, address);
    if (found.ok) return this.form(ctx, { code, device: found.value.name });
    const refusal = this.views.say(ctx.locale, `identity.refusal.${found.refusal}`, found.details);
    return this.form(ctx, { code: '', refusal, status: found.refusal === 'throttled' ? 429 : 404 });
  }

  @Post()
  @Public('the code on HR’s screen is the key; it works once, for ten minutes, and guessing is throttled')
  async create(
    @Ctx() ctx: Context,
    @Body() body: unknown,
    @CallerAddress() address: string,
    @InBrowser() { token }: Browser,
  ): Promise<Reply> {
    const parsed = parseForm(pairingForm, body);
    if (!parsed.ok) return this.form(ctx, { code: parsed.values['code'] ?? '', errors: parsed.errors, status: 422 });
    const paired = await this.devices.pair(ctx, parsed.value.code, address, token);
    if (paired.ok)
      return redirect('/sign-in', { kind: 'done', key: 'identity.flash.device-paired' }, [deviceCookie(paired.value), noSession]);
    const refusal = this.views.say(ctx.locale, `identity.refusal.${paired.refusal}`, paired.details);
    return this.form(ctx, { code: parsed.value.code, refusal, status: paired.refusal === 'throttled' ? 429 : 422 });
  }

  private form(ctx: Context, { code, device, errors = {}, refusal, status = 200 }: Shown): Reply {
    const view = {
      values: { code },
      device: device ?? null,
      refusal: refusal ?? null,
      ...errorViews(sayer(this.views, ctx.locale), errors, ['code']),
    };
    return page('identity/device-pairing', view, { layout: 'bare', status });
  }
}

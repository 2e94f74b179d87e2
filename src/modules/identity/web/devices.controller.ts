import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { isId, type SharedDeviceId } from '#kernel/id';
import { PlacesReadModel } from '#modules/people';
import { Config } from '#platform/config/config';
import { Requires } from '#platform/http/access';
import { Ctx } from '#platform/http/context';
import { NotFound } from '#platform/http/errors';
import { type FieldErrors, parseForm, type TypedValues } from '#platform/http/forms';
import { page, redirect, type Reply } from '#platform/http/reply';
import { sayMoment } from '#platform/i18n/dates';
import { ViewEngine } from '#platform/views/engine';
import { DeviceList } from '../data/device-list.read-model';
import { type PairingCode, SharedDevicesService } from '../shared-devices.service';
import { deviceForm, NOWHERE } from './devices.form';
import { deviceRow, pairingView } from './devices.view';
import { errorViews, sayer } from '#platform/views/say';

/** The tablets that people share. */
@Controller('devices')
@Requires('access.write')
export class DevicesController {
  constructor(
    private readonly devices: SharedDevicesService,
    private readonly list: DeviceList,
    private readonly places: PlacesReadModel,
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  @Get()
  show(@Ctx() ctx: Context): Promise<Reply> {
    return this.page(ctx, {}, {});
  }

  @Post()
  async create(@Ctx() ctx: Context, @Body() body: unknown): Promise<Reply> {
    const parsed = parseForm(deviceForm, body);
    if (!parsed.ok) return this.page(ctx, parsed.values, parsed.errors);
    const { name, site } = parsed.value;
    if (site !== null && !(await this.places.sites()).some(({ id }) => id === site)) throw new NotFound('no such site');
    return this.codePage(await this.devices.register(ctx, { name, siteId: site }));
  }

  @Post(':id/codes')
  async renew(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const renewed = await this.devices.renew(ctx, deviceIdFrom(id));
    if (!renewed.ok) throw new NotFound('no such device');
    return this.codePage(renewed.value);
  }

  @Post(':id/revocations')
  async revoke(@Ctx() ctx: Context, @Param('id') id: string): Promise<Reply> {
    const revoked = await this.devices.revoke(ctx, deviceIdFrom(id));
    if (!revoked.ok) throw new NotFound('no such device');
    return redirect('/devices', { kind: 'done', key: 'identity.flash.device-revoked' });
  }

  /** Shown in the answer itself, once: the code must not stand in an address that a browser remembers. */
  private codePage(pairing: PairingCode): Reply {
    const where = `${this.config.publicUrl.replace(/^https?:\/\//, '')}/device/pair`;
    return page('identity/devices/code', pairingView(pairing, this.devices.addressOf(pairing.code), where));
  }

  private async page(ctx: Context, values: TypedValues, errors: FieldErrors): Promise<Reply> {
    const say = sayer(this.views, ctx.locale);
    const [inUse, revoked, sites] = [await this.list.inUse(), await this.list.revoked(), await this.places.sites()];
    const row = (device: (typeof inUse)[number]) => deviceRow(device, ctx.now, say, (at) => sayMoment(ctx.locale, ctx.zone, at));
    const chosen = values['site'] ?? NOWHERE;
    const view = {
      devices: inUse.map(row),
      revoked: revoked.map(row),
      sites: [
        { value: NOWHERE, label: say('identity.devices.no-site'), selected: chosen === NOWHERE },
        ...sites.map(({ id, name }) => ({ value: id, label: name, selected: id === chosen })),
      ],
      values: { name: values['name'] ?? '' },
      ...errorViews(say, errors, ['name', 'site']),
    };
    return page('identity/devices', view, { status: view.errorList ? 422 : 200 });
  }
}

function deviceIdFrom(text: string): SharedDeviceId {
  if (!isId(text)) throw new NotFound('not an id');
  return text as SharedDeviceId;
}

import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { newId, newReadableCode, newSecret, type PersonId, type SharedDeviceId, type SiteId } from '#kernel/id';
import { done, type Outcome, refused } from '#kernel/outcome';
import { AuditLog } from '#modules/audit';
import { Config } from '#platform/config/config';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { DeviceSessions } from './data/device-sessions.repository';
import { type SharedDeviceRow, SharedDevices } from './data/shared-devices.repository';
import { PAIRING_CODE_LENGTH, pairingUntil } from './domain/device-session';
import { Doorkeeper } from './doorkeeper.service';
import { hashOfPairingCode, hashOfToken } from './secrets';
import { SessionService } from './session.service';

export interface PairingCode {
  readonly id: SharedDeviceId;
  readonly name: string;
  readonly code: string;
}

export type PairingRefusal = 'pairing-unknown' | 'throttled';

/** Tablets that several people use: a code pairs one to a site, its token says which it is, and taking that away is enough. */
@Injectable()
export class SharedDevicesService {
  constructor(
    private readonly devices: SharedDevices,
    private readonly atDevices: DeviceSessions,
    private readonly sessions: SessionService,
    private readonly doorkeeper: Doorkeeper,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly config: Config,
  ) {}

  async register(ctx: Context, { name, siteId }: { readonly name: string; readonly siteId: SiteId | null }): Promise<PairingCode> {
    return this.work.run(async () => {
      const id = newId<'shared-device'>();
      await this.devices.add({ id, name, siteId }, ctx.now, byOf(ctx));
      await this.audit.record(ctx, { action: 'device.registered', subject: { type: 'device', id }, detail: { name, siteId } });
      return { id, name, code: await this.offer(ctx, id) };
    });
  }

  /** A new code for a tablet that was not paired in time, or has lost what it was given. */
  async renew(ctx: Context, id: SharedDeviceId): Promise<Outcome<PairingCode, 'no-such-device'>> {
    return this.work.run(async () => {
      const device = await this.devices.find(id);
      if (!device || device.revokedAt !== null) return refused('no-such-device');
      await this.audit.record(ctx, { action: 'device.code-renewed', subject: { type: 'device', id } });
      return done({ id, name: device.name, code: await this.offer(ctx, id) });
    });
  }

  /** Which device a code is for. Changes nothing: cameras open links by themselves. */
  async look(ctx: Context, typed: string, address: string): Promise<Outcome<SharedDeviceRow, PairingRefusal>> {
    const seconds = await this.doorkeeper.book(address);
    if (seconds !== null) return refused('throttled', { minutes: Math.ceil(seconds / 60) });
    const device = await this.devices.byPairing(this.hashOf(typed), ctx.now);
    if (!device) return refused('pairing-unknown');
    await this.doorkeeper.pardon(address);
    return done(device);
  }

  /** Makes this browser that device, and signs out whoever was in it. Returns the token that it keeps. */
  async pair(ctx: Context, typed: string, address: string, previousToken: string | null): Promise<Outcome<string, PairingRefusal>> {
    const found = await this.look(ctx, typed, address);
    if (!found.ok) return found;
    const { id, name, pairedBy } = found.value;
    const token = newSecret();
    return this.work.run(async () => {
      if (!(await this.devices.pair(id, this.hashOf(typed), hashOfToken(token), ctx.now))) return refused('pairing-unknown');
      // Whoever sat at the device that held this place before is no longer anywhere.
      await this.atDevices.endAllAt(id);
      if (previousToken !== null) await this.sessions.end(previousToken);
      await this.audit.record(ctx, { action: 'device.paired', subject: { type: 'device', id }, detail: { name, codeBy: pairedBy } });
      return done(token);
    });
  }

  async revoke(ctx: Context, id: SharedDeviceId): Promise<Outcome<undefined, 'no-such-device'>> {
    return this.work.run(async () => {
      if (!(await this.devices.revoke(id, ctx.now, byOf(ctx)))) return refused('no-such-device');
      await this.atDevices.endAllAt(id);
      await this.audit.record(ctx, { action: 'device.revoked', subject: { type: 'device', id } });
      return done();
    });
  }

  /** The device that holds this token; null when it was taken away. */
  at(token: string): Promise<SharedDeviceRow | null> {
    return this.devices.byToken(hashOfToken(token));
  }

  /** Where the QR on HR's screen leads. */
  addressOf(code: string): string {
    return `${this.config.publicUrl}/device/pair/${code}`;
  }

  private async offer(ctx: Context, id: SharedDeviceId): Promise<string> {
    const code = newReadableCode(PAIRING_CODE_LENGTH);
    await this.devices.offer(id, this.hashOf(code), pairingUntil(ctx.now), byOf(ctx));
    return code;
  }

  private hashOf(typed: string): string {
    return hashOfPairingCode(this.config.secretKey, typed.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase());
  }
}

const byOf = ({ actor }: Context): PersonId | null => (actor.kind === 'person' ? actor.personId : null);

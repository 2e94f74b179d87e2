import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { newId, newSecret, type PersonId, type SharedDeviceId } from '#kernel/id';
import { type Instant, plusHours, plusMinutes } from '#kernel/instant';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { ANY_BROWSER, type Browser } from '#platform/http/context';
import { Log } from '#platform/log/log';
import { DeviceSessions } from './data/device-sessions.repository';
import { Sessions } from './data/sessions.repository';
import { SharedDevices } from './data/shared-devices.repository';
import { AT_DEVICE } from './domain/device-session';
import { expiryOf, SESSION } from './domain/session';
import { hashOfToken } from './secrets';

/** Who is signed in, on which device, until when. The token is in the cookie only; we keep its hash. */
@Injectable()
export class SessionService implements BeforeApplicationShutdown {
  private readonly noting = new Set<Promise<void>>();

  constructor(
    private readonly sessions: Sessions,
    private readonly atDevices: DeviceSessions,
    private readonly devices: SharedDevices,
    private readonly work: UnitOfWork,
    private readonly log: Log,
  ) {}

  /** A new session under a new token; the one that this browser had before is over. On a shared device it lasts while hands are at work. */
  async begin(personId: PersonId, now: Instant, { token: previous, deviceToken }: Browser = ANY_BROWSER): Promise<string> {
    const token = newSecret();
    const common = { tokenHash: hashOfToken(token), personId, createdAt: now, seenAt: now };
    await this.work.run(async () => {
      if (previous !== null) await this.end(previous);
      const device = deviceToken === null ? null : await this.devices.byToken(hashOfToken(deviceToken));
      if (device) {
        await this.atDevices.endAllAt(device.id);
        await this.atDevices.add({ ...common, id: newId(), deviceId: device.id, watched: 0 });
        await this.devices.see(device.id, now);
      } else await this.sessions.add({ ...common, id: newId(), expiresAt: expiryOf(now) });
    });
    return token;
  }

  async end(token: string): Promise<void> {
    await this.work.run(async () => {
      await this.sessions.end(hashOfToken(token));
      await this.atDevices.end(hashOfToken(token));
    });
  }

  /** On every device: after a new password or PIN, whoever knew the old one is out. */
  async endAllOf(personId: PersonId): Promise<void> {
    await this.work.run(async () => {
      await this.sessions.endAllOf(personId);
      await this.atDevices.endAllOf(personId);
    });
  }

  /** Writes down that the session was used. Nobody waits for it: on SQLite an import may hold the pen for seconds. */
  note(token: string, now: Instant): void {
    this.inTheBackground(() => this.sessions.see(hashOfToken(token), now, plusMinutes(now, -SESSION.seenEveryMinutes)));
  }

  noteAtDevice(token: string, deviceId: SharedDeviceId, now: Instant): void {
    this.inTheBackground(async () => {
      await this.atDevices.see(hashOfToken(token), now);
      await this.devices.see(deviceId, now);
    });
  }

  /** The page at a shared device says that hands are at work. */
  async stillHere(token: string, now: Instant): Promise<void> {
    await this.work.run(() => this.atDevices.watch(hashOfToken(token), now));
  }

  /** Sessions that nobody can use any more. */
  forgetExpired(now: Instant): Promise<number> {
    return this.work.run(async () => {
      const own = await this.sessions.forget(now, plusHours(now, -SESSION.idleHours));
      return own + (await this.atDevices.forget(plusMinutes(now, -AT_DEVICE.unwatchedSeconds / 60)));
    });
  }

  /** When every noted use is written. */
  async settled(): Promise<void> {
    await Promise.all(this.noting);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }

  private inTheBackground(work: () => Promise<void>): void {
    const noted = this.work
      .run(work)
      .catch((error: unknown) => {
        this.log.warn({ error }, 'the last use of a session was not written down');
      })
      .finally(() => this.noting.delete(noted));
    this.noting.add(noted);
  }
}

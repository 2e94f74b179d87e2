import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel/context';
import { dateIn, type Instant } from '#kernel/instant';
import { type AccessPolicy, type Identified, type Permission } from '#platform/http/access';
import { Clock } from '#platform/time/clock';
import { SessionHolders } from './data/session-holder.read-model';
import { AT_DEVICE, isAtDevice, isWorthNotingAtDevice } from './domain/device-session';
import { may } from './domain/permissions';
import { isAlive, isWorthNoting } from './domain/session';
import { hashOfToken } from './secrets';
import { SessionService } from './session.service';

/** What the platform asks at its door. */
@Injectable()
export class IdentityAccessPolicy implements AccessPolicy {
  constructor(
    private readonly holders: SessionHolders,
    private readonly sessions: SessionService,
    private readonly clock: Clock,
  ) {}

  async identify(token: string, now: Instant, deviceToken: string | null): Promise<Identified | null> {
    if (deviceToken !== null) return this.atDevice(token, deviceToken, now);
    const holder = await this.holders.of(hashOfToken(token), dateIn(this.clock.zone, now));
    if (!holder || !isAlive(holder, now)) return null;
    if (isWorthNoting(holder.seenAt, now)) this.sessions.note(token, now);
    const { personId, givenName, familyName, language: locale, hasLeft } = holder;
    const actor: Actor = {
      kind: 'person',
      personId,
      name: `${givenName} ${familyName}`,
      // Whoever has left keeps the way to their own diplomas and nothing else.
      roles: hasLeft ? [] : holder.roles,
      isManager: holder.isManager && !hasLeft,
      supplierIds: hasLeft ? [] : holder.supplierIds,
    };
    return { actor, locale, sharedDevice: null };
  }

  /** Whoever steps up next could use what is open here: nobody has a role at a shared device. */
  private async atDevice(token: string, deviceToken: string, now: Instant): Promise<Identified | null> {
    const holder = await this.holders.atDevice(hashOfToken(token), hashOfToken(deviceToken));
    if (!holder || !isAtDevice(holder, now)) return null;
    if (isWorthNotingAtDevice(holder.seenAt, now)) this.sessions.noteAtDevice(token, holder.deviceId, now);
    const { personId, givenName, familyName, language: locale, device } = holder;
    const actor: Actor = { kind: 'person', personId, name: `${givenName} ${familyName}`, roles: [], isManager: false, supplierIds: [] };
    const { idleSeconds, unwatchedSeconds } = AT_DEVICE;
    return { actor, locale, sharedDevice: { name: device, idleSeconds, unwatchedSeconds } };
  }

  may(actor: Actor, permission: Permission): boolean {
    return may(actor, permission);
  }
}

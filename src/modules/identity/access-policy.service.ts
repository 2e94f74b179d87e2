import { Injectable } from '@nestjs/common';
import type { Actor } from '#kernel/context';
import { dateIn, type Instant } from '#kernel/instant';
import { type AccessPolicy, type Identified, type Permission } from '#platform/http/access';
import { Clock } from '#platform/time/clock';
import { SessionHolders } from './data/session-holder.read-model';
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

  async identify(token: string, now: Instant): Promise<Identified | null> {
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
    return { actor, locale };
  }

  may(actor: Actor, permission: Permission): boolean {
    return may(actor, permission);
  }
}

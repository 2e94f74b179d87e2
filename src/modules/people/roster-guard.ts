import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { PresenceReadModel } from './data/presence.read-model';
import { HrDesk } from './hr-desk';

export type LockOut = 'you-would-leave' | 'last-of-hr';

/** Nobody may shut the door behind the last person who has the key: a wrong file must leave somebody who can put it right. */
@Injectable()
export class RosterGuard {
  constructor(
    private readonly desk: HrDesk,
    private readonly presence: PresenceReadModel,
  ) {}

  /** Who of HR, and whether the person who acts, is here before the roster changes. Inside the unit of work. */
  async before(ctx: Context): Promise<readonly PersonId[]> {
    return this.presence.hereAmong([...(await this.desk.holders()), ...actorOf(ctx)], ctx.today);
  }

  /** Why the change that was just written must not stand; null when it may. */
  async lockOut(ctx: Context, before: readonly PersonId[]): Promise<LockOut | null> {
    const here = new Set(await this.presence.hereAmong(before, ctx.today));
    if (actorOf(ctx).some((id) => before.includes(id) && !here.has(id))) return 'you-would-leave';
    const hr = (await this.desk.holders()).filter((id) => before.includes(id));
    return hr.length > 0 && !hr.some((id) => here.has(id)) ? 'last-of-hr' : null;
  }
}

const actorOf = ({ actor }: Context): PersonId[] => (actor.kind === 'person' ? [actor.personId] : []);

/** Thrown inside a unit of work so that nothing of it stays. */
export class StepBack extends Error {
  constructor(readonly reason: LockOut) {
    super(`the roster stays as it was: ${reason}`);
  }
}

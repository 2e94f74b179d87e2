import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';

/** Whoever must know at once that people came, went or moved: called inside the unit of work that changed the roster. */
export interface RosterFollower {
  rosterChanged(ctx: Context, personIds: readonly PersonId[]): Promise<void>;
}

@Injectable()
export class RosterFollowers {
  private readonly followers: RosterFollower[] = [];

  add(follower: RosterFollower): void {
    this.followers.push(follower);
  }

  async tell(ctx: Context, personIds: readonly PersonId[]): Promise<void> {
    if (personIds.length === 0) return;
    for (const follower of this.followers) await follower.rosterChanged(ctx, personIds);
  }
}

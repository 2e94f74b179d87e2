import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';

/** By mail or by text message; `none`: nothing reaches them, paper does; `had`: they have a way in already. */
export type WayIn = 'mail' | 'text' | 'none' | 'had';

/** Sends whoever is let in their first way in. This module knows no accounts: whoever does says it here when it starts. */
@Injectable()
export class FirstWayIn {
  private give: (ctx: Context, personId: PersonId) => Promise<WayIn> = () => Promise.resolve('none');

  isGivenBy(give: (ctx: Context, personId: PersonId) => Promise<WayIn>): void {
    this.give = give;
  }

  /** Inside the unit of work that lets them in. */
  send(ctx: Context, personId: PersonId): Promise<WayIn> {
    return this.give(ctx, personId);
  }
}

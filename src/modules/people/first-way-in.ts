import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';

/** By mail or by text message; `none`: nothing reaches them, paper does; `unsure`: only a phone that may be another's; `had`: they have a way in already. */
export type WayIn = 'mail' | 'text' | 'none' | 'unsure' | 'had';

type Giver = (ctx: Context, personId: PersonId, isPhoneTheirs: boolean) => Promise<WayIn>;

/** Sends whoever is let in their first way in. This module knows no accounts: whoever does says it here when it starts. */
@Injectable()
export class FirstWayIn {
  private give: Giver = () => Promise.resolve('none');

  isGivenBy(give: Giver): void {
    this.give = give;
  }

  /** Inside the unit of work that lets them in. */
  send(ctx: Context, personId: PersonId, isPhoneTheirs: boolean): Promise<WayIn> {
    return this.give(ctx, personId, isPhoneTheirs);
  }
}

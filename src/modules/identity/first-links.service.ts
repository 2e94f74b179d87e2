import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import type { WayIn } from '#modules/people';
import { ActivationService } from './activation.service';
import { Credentials, hasAccess } from './data/credentials.repository';
import { TextLinks } from './text-links.service';

/** The link of somebody who has just been let in: by mail where the roster has an address, else to the phone. */
@Injectable()
export class FirstLinks {
  constructor(
    private readonly credentials: Credentials,
    private readonly activations: ActivationService,
    private readonly texts: TextLinks,
  ) {}

  async send(ctx: Context, personId: PersonId, isPhoneTheirs: boolean): Promise<WayIn> {
    const account = await this.credentials.account({ personId });
    if (!account) return 'none';
    if (hasAccess(account)) return 'had';
    if (account.email !== null) return (await this.activations.sendLink(ctx, personId)).ok ? 'mail' : 'none';
    if (!isPhoneTheirs) return 'unsure';
    return (await this.texts.send(ctx, personId)).ok ? 'text' : 'none';
  }
}

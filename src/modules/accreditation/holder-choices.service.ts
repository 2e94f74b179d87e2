import { Injectable } from '@nestjs/common';
import type { Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { AuditLog } from '#modules/audit';
import { UnitOfWork } from '#platform/database/unit-of-work';
import { DiplomaHolders } from './data/diploma-holders.repository';
import type { ShownAs } from './domain/shown-name';

/** How each holder wants to be named where anybody may look. The paper itself always bears the name. */
@Injectable()
export class HolderChoicesService {
  constructor(
    private readonly holders: DiplomaHolders,
    private readonly work: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async choiceOf(personId: PersonId): Promise<ShownAs> {
    return (await this.holders.choiceOf(personId)) ?? 'name';
  }

  async choose(ctx: Context, personId: PersonId, shownAs: ShownAs): Promise<void> {
    await this.work.run(async () => {
      if ((await this.choiceOf(personId)) === shownAs) return;
      await this.holders.choose(personId, shownAs, ctx.now);
      await this.audit.record(ctx, { action: 'diplomas.shown-as', subject: { type: 'person', id: personId }, detail: { shownAs } });
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Exchange, type MergedPair, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

/** What was said to either was said to the one person; the same message twice stays written once. */
@Injectable()
export class NotificationsMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add({ table: 'notice', column: 'person_id', fate: 'moves', place: 60, plan: (pair) => this.notices(pair) });
    const because = 'it tells of whom somebody heard on that day: whoever answers for the one person may hear of them once more';
    for (const column of ['manager_id', 'person_id']) this.parts.add({ table: 'return_notice', column, fate: 'stays', because });
  }

  private async notices({ kept, merged }: MergedPair): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT n.id FROM notice n WHERE n.person_id = ${merged} AND NOT EXISTS (
        SELECT 1 FROM notice own WHERE own.person_id = ${kept} AND own.round_id = n.round_id AND own.template = n.template AND own.step = n.step) ORDER BY n.id`);
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }
}

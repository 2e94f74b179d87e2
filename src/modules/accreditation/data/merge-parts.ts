import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Exchange, type Exchanges, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

/** A diploma goes with what it accredits. Its code and what it says stay as they are: it verifies as before. */
@Injectable()
export class AccreditationMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add({
      table: 'diploma',
      column: 'person_id',
      fate: 'moves',
      place: 50,
      plan: (_, before) => this.accrediting(before),
      planBack: (_, __, back) => this.accrediting(back),
    });
  }

  private async accrediting(exchanges: Exchanges): Promise<Exchange> {
    const completions = exchanges.get('completion.person_id')?.toKept ?? [];
    const rows = await this.db.rows<{ id: string }>(sql`SELECT id FROM diploma WHERE completion_id IN (${list(completions)}) ORDER BY id`);
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }
}

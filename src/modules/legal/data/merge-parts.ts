import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Exchange, type Exchanges, type MergedPair, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

/** What is written of a person goes with them where nothing was written yet; a paper goes with its completion. */
@Injectable()
export class LegalMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add(
      { table: 'legal_person_value', column: 'person_id', fate: 'moves', place: 60, plan: (pair) => this.values(pair) },
      {
        table: 'legal_paper',
        column: 'person_id',
        fate: 'moves',
        place: 61,
        plan: (_, before) => this.papers(before),
        planBack: (_, __, back) => this.papers(back),
      },
    );
  }

  private async values({ kept, merged }: MergedPair): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT v.id FROM legal_person_value v WHERE v.person_id = ${merged}
        AND NOT EXISTS (SELECT 1 FROM legal_person_value own WHERE own.person_id = ${kept} AND own.pack = v.pack AND own.field = v.field)`);
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }

  private async papers(exchanges: Exchanges): Promise<Exchange> {
    const completions = exchanges.get('completion.person_id')?.toKept ?? [];
    const rows = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM legal_paper WHERE completion_id IN (${list(completions)}) ORDER BY id`,
    );
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }
}

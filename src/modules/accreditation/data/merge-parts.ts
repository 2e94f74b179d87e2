import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Exchange, type Exchanges, type MergedPair, PersonMergeParts } from '#modules/people';
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
    this.parts.add(
      {
        table: 'diploma',
        column: 'person_id',
        fate: 'moves',
        place: 50,
        plan: (pair, before) => this.going(pair, before),
        planBack: (_, exchange, back) => this.returning(exchange, back),
      },
      // Whoever holds a link keeps it: it leads to the diplomas of who they turned out to be.
      { table: 'diploma_link', column: 'person_id', fate: 'moves', place: 51 },
      { table: 'diploma_download', column: 'person_id', fate: 'moves', place: 52 },
      { table: 'diploma_download', column: 'manager_id', fate: 'moves', place: 53 },
    );
  }

  /** A diploma of several units goes with its holder, unless the kept record has one of the same: then each stays with its own. */
  private async going({ kept, merged }: MergedPair, before: Exchanges): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT d.id FROM diploma d WHERE d.person_id = ${merged} AND d.completion_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM diploma own WHERE own.person_id = ${kept} AND own.kind = d.kind AND own.accredits = d.accredits)
      ORDER BY d.id`);
    return { toKept: [...(await this.accrediting(before)), ...rows.map(({ id }) => id)], toMerged: [] };
  }

  private async returning({ toKept }: Exchange, back: Exchanges): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM diploma WHERE id IN (${list(toKept)}) AND completion_id IS NULL ORDER BY id`,
    );
    return { toKept: [...(await this.accrediting(back)), ...rows.map(({ id }) => id)], toMerged: [] };
  }

  private async accrediting(exchanges: Exchanges): Promise<readonly string[]> {
    const completions = exchanges.get('completion.person_id')?.toKept ?? [];
    const rows = await this.db.rows<{ id: string }>(sql`SELECT id FROM diploma WHERE completion_id IN (${list(completions)}) ORDER BY id`);
    return rows.map(({ id }) => id);
  }
}

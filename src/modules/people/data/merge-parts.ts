import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { type Exchange, type MergedPair, PersonMergeParts } from '../person-merge-parts';

/** What of this module's rows goes with a person who turned out to be another. */
@Injectable()
export class PeopleMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add(
      { table: 'engagement', column: 'person_id', fate: 'moves', place: 10 },
      { table: 'absence', column: 'person_id', fate: 'moves', place: 11 },
      { table: 'joining_request', column: 'person_id', fate: 'moves', place: 12 },
      { table: 'engagement', column: 'manager_id', fate: 'moves', place: 13, plan: (pair) => this.line(pair) },
    );
  }

  /** Whoever answered to the one answers to the other, but nobody to themselves. */
  private async line({ kept, merged }: MergedPair): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM engagement WHERE manager_id = ${merged} AND person_id <> ${kept} AND person_id <> ${merged}`,
    );
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { type Redated, redated } from '../domain/joined-engagements';
import { type Exchange, type MergedPair, PersonMergeParts } from '../person-merge-parts';
import { Engagements } from './engagements.repository';

/** What of this module's rows goes with a person who turned out to be another. */
@Injectable()
export class PeopleMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly engagements: Engagements,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add(
      {
        table: 'engagement',
        column: 'person_id',
        fate: 'moves',
        place: 10,
        settle: (pair, { toKept }) => this.once(pair, toKept),
        unsettle: (_, settled) => this.twice(settled),
      },
      { table: 'absence', column: 'person_id', fate: 'moves', place: 11 },
      { table: 'joining_request', column: 'person_id', fate: 'moves', place: 12 },
      { table: 'engagement', column: 'manager_id', fate: 'moves', place: 13, plan: (pair) => this.line(pair) },
    );
  }

  /** Nobody works for one employer twice on one day. */
  private async once({ kept }: MergedPair, moved: readonly string[]): Promise<string[]> {
    const all = await this.engagements.of(kept);
    const changed = redated(
      all.filter(({ id }) => !moved.includes(id)),
      all.filter(({ id }) => moved.includes(id)),
    );
    for (const { id, now } of changed) await this.db.update('engagement', id, now);
    return changed.map((one) => JSON.stringify(one));
  }

  /** The days go back where nobody has changed them since. */
  private async twice(settled: readonly string[]): Promise<void> {
    for (const { id, was, now } of settled.map((one) => JSON.parse(one) as Redated)) {
      const current = await this.engagements.find(id);
      if (current?.fromOn === now.fromOn && current.untilOn === now.untilOn) await this.db.update('engagement', id, was);
    }
  }

  /** Whoever answered to the one answers to the other, but nobody to themselves. */
  private async line({ kept, merged }: MergedPair): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM engagement WHERE manager_id = ${merged} AND person_id <> ${kept} AND person_id <> ${merged}`,
    );
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }
}

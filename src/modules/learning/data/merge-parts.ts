import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Exchange, type Exchanges, type MergedPair, PersonMergeParts } from '#modules/people';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

/** A completion goes with its assignment, as lessons, attempts and plans do by themselves. Nobody completes one edition twice. */
@Injectable()
export class LearningMergeParts implements OnModuleInit {
  constructor(
    private readonly parts: PersonMergeParts,
    private readonly db: Database,
  ) {}

  onModuleInit(): void {
    this.parts.add({
      table: 'completion',
      column: 'person_id',
      fate: 'moves',
      place: 40,
      plan: (pair, before) => this.completions(pair, before),
      planBack: (_, exchange, back) => this.returning(exchange, back),
    });
  }

  private async completions({ kept, merged }: MergedPair, before: Exchanges): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT c.id FROM completion c WHERE c.person_id = ${merged} AND c.assignment_id IN (${list(before.get(ASSIGNMENTS)?.toKept ?? [])})
        AND NOT EXISTS (SELECT 1 FROM completion own WHERE own.person_id = ${kept} AND own.edition_id = c.edition_id) ORDER BY c.id`);
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }

  private async returning({ toKept }: Exchange, back: Exchanges): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT id FROM completion WHERE id IN (${list(toKept)}) AND assignment_id IN (${list(back.get(ASSIGNMENTS)?.toKept ?? [])}) ORDER BY id`);
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }
}

const ASSIGNMENTS = 'assignment.person_id';

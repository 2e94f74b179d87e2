import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EngagementId, PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { isSameEmployer } from '../domain/engagement-change';
import { type Redated, redated } from '../domain/joined-engagements';
import { type Engagement, isEmpty, overlap } from '../domain/person';
import { type Exchange, type MergedPair, PersonMergeParts } from '../person-merge-parts';
import { Engagements } from './engagements.repository';
import { lineOf } from './line';

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
        planBack: (pair, exchange, _, since) => this.withWhatContinues(pair, exchange, since),
        settle: (pair, { toKept }) => this.once(pair, toKept),
        unsettle: (_, settled) => this.twice(settled),
      },
      { table: 'absence', column: 'person_id', fate: 'moves', place: 11 },
      { table: 'joining_request', column: 'person_id', fate: 'moves', place: 12 },
      {
        table: 'engagement',
        column: 'manager_id',
        fate: 'moves',
        place: 13,
        plan: (pair) => this.line(pair),
        settle: (pair) => this.freeOfCircles(pair),
        unsettle: (_, settled) => this.underThemAgain(settled),
      },
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

  /** A transfer is still the same engagement: what it opened since the merge goes back with it. */
  private async withWhatContinues({ kept }: MergedPair, { toKept, toMerged }: Exchange, since: string): Promise<Exchange> {
    const going = new Set(toKept);
    const newer = await this.db.rows<Engagement>(
      sql`SELECT * FROM engagement WHERE person_id = ${kept} AND recorded_at > ${since} ORDER BY from_on, id`,
    );
    const before = (await this.engagements.of(kept)).filter(({ id }) => going.has(id));
    for (const next of newer) {
      if (!before.some((one) => isSameEmployer(one, next) && one.untilOn === next.fromOn && !isEmpty(one))) continue;
      going.add(next.id);
      before.push(next);
    }
    return { toKept: [...going], toMerged };
  }

  /** The days go back where nobody has changed them since, nor given them to another engagement with the same employer. */
  private async twice(settled: readonly string[]): Promise<void> {
    for (const { id, was, now } of settled.map((one) => JSON.parse(one) as Redated)) {
      const current = await this.engagements.find(id);
      if (current?.fromOn !== now.fromOn || current.untilOn !== now.untilOn) continue;
      const others = (await this.engagements.of(current.personId)).filter((other) => other.id !== id);
      if (!others.some((other) => isSameEmployer(current, other) && overlap(was, other))) await this.db.update('engagement', id, was);
    }
  }

  /** Whoever answered to the one answers to the other, but nobody to themselves. */
  private async line({ kept, merged }: MergedPair): Promise<Exchange> {
    const rows = await this.db.rows<{ id: string }>(
      sql`SELECT id FROM engagement WHERE manager_id = ${merged} AND person_id <> ${kept} AND person_id <> ${merged}`,
    );
    return { toKept: rows.map(({ id }) => id), toMerged: [] };
  }

  /** Nobody answers to themselves, to the record that they no longer are, or to somebody who answers to them. */
  private async freeOfCircles({ ctx, kept, merged }: MergedPair): Promise<string[]> {
    const rows = await this.db.rows<Managed>(sql`
      SELECT id, manager_id FROM engagement
      WHERE person_id = ${kept} AND (manager_id IN (${kept}, ${merged}) OR manager_id IN (${lineOf(kept, ctx.today)})) ORDER BY id`);
    for (const { id } of rows) await this.db.update('engagement', id, { managerId: null });
    return rows.map((row) => JSON.stringify(row));
  }

  /** Unless somebody has named another since. */
  private async underThemAgain(settled: readonly string[]): Promise<void> {
    for (const { id, managerId } of settled.map((one) => JSON.parse(one) as Managed))
      await this.db.execute(sql`UPDATE engagement SET manager_id = ${managerId} WHERE id = ${id} AND manager_id IS NULL`);
  }
}

interface Managed {
  readonly id: EngagementId;
  readonly managerId: PersonId;
}

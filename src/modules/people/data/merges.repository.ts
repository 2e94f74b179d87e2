import { Injectable } from '@nestjs/common';
import { type MergeId, newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, raw, sql } from '#platform/database/sql';
import type { Person } from '../domain/person';
import type { EndingPart, Exchange, MovingPart } from '../person-merge-parts';
import { inChunks } from './in-chunks';
import type { PersonMergeEntity } from './person-merge.entity';

export type StoredMerge = Pick<PersonMergeEntity, keyof PersonMergeEntity>;

interface Sides {
  readonly from: PersonId;
  readonly to: PersonId;
}

@Injectable()
export class Merges {
  constructor(private readonly db: Database) {}

  find(id: MergeId): Promise<StoredMerge | null> {
    return this.db.row(sql`SELECT * FROM person_merge WHERE id = ${id}`);
  }

  /** Somebody was merged into the same person after that, and the merge stands. */
  async hasLater({ id, keptId }: StoredMerge): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM person_merge WHERE kept_id = ${keptId} AND id > ${id} AND undone_at IS NULL`)) !== null;
  }

  async add(merge: StoredMerge): Promise<void> {
    await this.db.insert('person_merge', [merge]);
  }

  async undo(id: MergeId, by: PersonId | null, now: Instant): Promise<void> {
    await this.db.update('person_merge', id, { undoneAt: now, undoneBy: by });
  }

  async idsOf({ table, column }: MovingPart, personId: PersonId): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`SELECT id FROM ${raw(table)} WHERE ${raw(column)} = ${personId} ORDER BY id`);
    return rows.map(({ id }) => id);
  }

  async end({ table, column }: EndingPart, personId: PersonId): Promise<void> {
    await this.db.execute(sql`DELETE FROM ${raw(table)} WHERE ${raw(column)} = ${personId}`);
  }

  /**
   * Rows change hands in both directions. Where a table allows one row of a kind to each person, the two would be in each other's way
   * for a moment: so what goes back waits with a person who exists only until the end of this.
   */
  async exchange(part: MovingPart, { toKept, toMerged }: Exchange, kept: Person, merged: PersonId): Promise<void> {
    if (toMerged.length === 0) return this.give(part, toKept, { from: merged, to: kept.id });
    const aside = newId<'person'>();
    const codeKey = `~${aside}`;
    await this.db.insert('person', [{ ...kept, id: aside, personCode: codeKey, codeKey, email: null, mergedIntoId: null }]);
    await this.give(part, toMerged, { from: kept.id, to: aside });
    await this.give(part, toKept, { from: merged, to: kept.id });
    await this.give(part, toMerged, { from: aside, to: merged });
    await this.db.execute(sql`DELETE FROM person WHERE id = ${aside}`);
  }

  private give({ table, column }: MovingPart, ids: readonly string[], { from, to }: Sides): Promise<void> {
    return inChunks(ids, 500, (some) =>
      this.db.execute(sql`UPDATE ${raw(table)} SET ${raw(column)} = ${to} WHERE ${raw(column)} = ${from} AND id IN (${list(some)})`),
    );
  }
}

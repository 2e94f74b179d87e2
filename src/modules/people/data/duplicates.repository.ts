import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type DuplicateId, newId, type PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { Comparable, DuplicatePair } from '../domain/duplicates';
import type { DuplicatePairEntity } from './duplicate-pair.entity';
import { inChunks } from './in-chunks';

type Stored = Pick<DuplicatePairEntity, keyof DuplicatePairEntity>;

@Injectable()
export class Duplicates {
  constructor(private readonly db: Database) {}

  /** Everybody who stands for themselves, read in pages so that other requests get their turn. */
  async people(): Promise<Comparable[]> {
    const people: Comparable[] = [];
    for (let last = ''; ; ) {
      const some = await this.db.rows<Comparable>(sql`
        SELECT id, given_name, family_name, national_id, phone, birth_year FROM person
        WHERE merged_into_id IS NULL AND id > ${last} ORDER BY id LIMIT 2000`);
      people.push(...some);
      const end = some.at(-1);
      if (!end) return people;
      last = end.id;
      await setImmediate();
    }
  }

  find(id: DuplicateId): Promise<Stored | null> {
    return this.db.row(sql`SELECT * FROM duplicate_pair WHERE id = ${id}`);
  }

  /**
   * What is suspected now, the strongest first, as many as `most`; what was dismissed stays dismissed, found again or not, and takes
   * nobody's place. Returns how many are new.
   */
  async replace(found: readonly DuplicatePair[], most: number, now: Instant): Promise<number> {
    const known = new Map(
      (await this.db.rows<Stored>(sql`SELECT * FROM duplicate_pair`)).map((pair) => [`${pair.firstId} ${pair.secondId}`, pair]),
    );
    const isDismissed = ({ firstId, secondId }: DuplicatePair): boolean => known.get(`${firstId} ${secondId}`)?.dismissedAt != null;
    const added: Stored[] = [];
    for (const { firstId, secondId, why, strength } of found.filter((pair) => !isDismissed(pair)).slice(0, most)) {
      const before = known.get(`${firstId} ${secondId}`);
      known.delete(`${firstId} ${secondId}`);
      const reasons = why.join(' ');
      if (!before) added.push({ id: newId(), firstId, secondId, why: reasons, strength, foundAt: now, dismissedAt: null, dismissedBy: null });
      else if (before.why !== reasons) await this.db.update('duplicate_pair', before.id, { why: reasons, strength });
    }
    const gone = [...known.values()].filter(({ dismissedAt }) => dismissedAt === null).map(({ id }) => id);
    await inChunks(gone, 500, (some) => this.db.execute(sql`DELETE FROM duplicate_pair WHERE id IN (${list(some)})`));
    await this.db.insert('duplicate_pair', added);
    return added.length;
  }

  async dismiss(id: DuplicateId, by: PersonId | null, now: Instant): Promise<boolean> {
    return (await this.db.execute(sql`UPDATE duplicate_pair SET dismissed_at = ${now}, dismissed_by = ${by} WHERE id = ${id} AND dismissed_at IS NULL`)) === 1;
  }
}

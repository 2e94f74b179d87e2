import { Injectable } from '@nestjs/common';
import type { Id, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { ActivationPurpose } from '../domain/activation';
import type { ActivationEntity } from './activation.entity';

export type Activation = Pick<ActivationEntity, keyof ActivationEntity>;

@Injectable()
export class Activations {
  constructor(private readonly db: Database) {}

  async add(activations: readonly Activation[]): Promise<void> {
    await this.db.insert('activation', activations);
  }

  /** Only the newest of a person and purpose is good, even when two were made in the same moment: ids rise. */
  bySecret(secretHash: string): Promise<Activation | null> {
    return this.db.row(sql`
      SELECT a.id, a.person_id, a.purpose, a.secret_hash, a.created_at, a.created_by, a.expires_at, a.used_at,
        COALESCE(a.replaced_at, (SELECT MIN(n.created_at) FROM activation n
          WHERE n.id > a.id AND n.purpose = a.purpose AND (n.person_id = a.person_id OR (n.person_id IS NULL AND a.person_id IS NULL)))) AS replaced_at
      FROM activation a WHERE a.secret_hash = ${secretHash}`);
  }

  /** Of all that try at once, one hears true. */
  async use(id: Id<'activation'>, now: Instant): Promise<boolean> {
    const used = await this.db.execute(
      sql`UPDATE activation SET used_at = ${now} WHERE id = ${id} AND used_at IS NULL AND replaced_at IS NULL AND expires_at > ${now}`,
    );
    return used === 1;
  }

  /** New ones take the place of these people's old ones. Returns how many were still open. */
  async replaceOf(personIds: readonly PersonId[], purpose: ActivationPurpose, now: Instant): Promise<number> {
    let replaced = 0;
    for (let from = 0; from < personIds.length; from += 500) {
      replaced += await this.db.execute(sql`
        UPDATE activation SET replaced_at = ${now}
        WHERE person_id IN (${list(personIds.slice(from, from + 500))}) AND purpose = ${purpose} AND used_at IS NULL AND replaced_at IS NULL`);
    }
    return replaced;
  }

  /** Whoever is in has no use for another way in. */
  async replaceEveryOf(personId: PersonId, now: Instant): Promise<void> {
    await this.db.execute(
      sql`UPDATE activation SET replaced_at = ${now} WHERE person_id = ${personId} AND used_at IS NULL AND replaced_at IS NULL`,
    );
  }

  async replaceSetUp(now: Instant): Promise<void> {
    await this.db.execute(
      sql`UPDATE activation SET replaced_at = ${now} WHERE person_id IS NULL AND purpose = ${'setup'} AND used_at IS NULL AND replaced_at IS NULL`,
    );
  }
}

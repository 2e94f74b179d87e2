import { Injectable } from '@nestjs/common';
import type { AssignmentId, ExemptionId, ExtensionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Due } from '../domain/due-date';
import type { Exemption } from '../domain/exemption';
import type { ExtensionEntity } from './extension.entity';

/** What an exemption or an extension is decided from. */
export interface AssignmentFacts {
  readonly isCompleted: boolean;
  readonly hasLeft: boolean;
  readonly isClosed: boolean;
}

export interface OwnTimeRow extends Due {
  readonly completed: number;
  readonly gone: number;
  readonly closed: number;
  readonly granted: number;
  readonly waiting: number;
  readonly lastGranted: number | null;
}

/** Why somebody is let off a round, or has longer for it. */
@Injectable()
export class Reasons {
  constructor(private readonly db: Database) {}

  /** Null for somebody without an assignment in the round, and for a record that turned out to be another's. */
  async factsOf(personId: PersonId, roundId: RoundId): Promise<AssignmentFacts | null> {
    const row = await this.db.row<{ completed: number; gone: number; closed: number }>(sql`
      SELECT CASE WHEN a.completed_at IS NULL THEN 0 ELSE 1 END AS completed, CASE WHEN a.left_on IS NULL THEN 0 ELSE 1 END AS gone,
        CASE WHEN r.closed_at IS NULL THEN 0 ELSE 1 END AS closed
      FROM assignment a JOIN round r ON r.id = a.round_id JOIN person p ON p.id = a.person_id AND p.merged_into_id IS NULL
      WHERE a.person_id = ${personId} AND a.round_id = ${roundId}`);
    return row && { isCompleted: row.completed === 1, hasLeft: row.gone === 1, isClosed: row.closed === 1 };
  }

  /** Null for another's assignment. One query, because it stands on the page that everybody opens first. */
  ownTime(personId: PersonId, id: AssignmentId): Promise<OwnTimeRow | null> {
    const extensions = sql`FROM extension x WHERE x.person_id = a.person_id AND x.round_id = a.round_id`;
    return this.db.row(sql`
      SELECT a.due_on, a.due_reason, a.absence_days, a.extension_days, CASE WHEN a.completed_at IS NULL THEN 0 ELSE 1 END AS completed,
        CASE WHEN a.left_on IS NULL THEN 0 ELSE 1 END AS gone, CASE WHEN r.closed_at IS NULL THEN 0 ELSE 1 END AS closed,
        (SELECT COUNT(*) ${extensions} AND x.granted = 1) AS granted, (SELECT COUNT(*) ${extensions} AND x.decided_at IS NULL) AS waiting,
        (SELECT x.granted ${extensions} AND x.decided_at IS NOT NULL ORDER BY x.decided_at DESC LIMIT 1) AS last_granted
      FROM assignment a JOIN round r ON r.id = a.round_id WHERE a.id = ${id} AND a.person_id = ${personId}`);
  }

  exemption(id: ExemptionId): Promise<Exemption | null> {
    return this.db.row(sql`SELECT * FROM exemption WHERE id = ${id}`);
  }

  /** Oldest first, without the revoked ones. */
  liveExemptions(personId: PersonId, roundId: RoundId): Promise<Exemption[]> {
    return this.db.rows(
      sql`SELECT * FROM exemption WHERE person_id = ${personId} AND round_id = ${roundId} AND revoked_at IS NULL ORDER BY from_on`,
    );
  }

  async addExemption(exemption: Exemption): Promise<void> {
    await this.db.insert('exemption', [exemption]);
  }

  /** False when it was revoked before. */
  async revokeExemption(id: ExemptionId, by: PersonId | null, now: Instant): Promise<boolean> {
    return (await this.db.execute(sql`UPDATE exemption SET revoked_at = ${now}, revoked_by = ${by} WHERE id = ${id} AND revoked_at IS NULL`)) === 1;
  }

  extension(id: ExtensionId): Promise<ExtensionEntity | null> {
    return this.db.row(sql`SELECT * FROM extension WHERE id = ${id}`);
  }

  /** In the order in which they were asked for. */
  extensionsOf(personId: PersonId, roundId: RoundId): Promise<ExtensionEntity[]> {
    return this.db.rows(sql`SELECT * FROM extension WHERE person_id = ${personId} AND round_id = ${roundId} ORDER BY asked_at`);
  }

  async addExtension(extension: ExtensionEntity): Promise<void> {
    await this.db.insert('extension', [extension]);
  }

  /** False when somebody had decided before. */
  async decideExtension(id: ExtensionId, granted: boolean, by: PersonId | null, now: Instant): Promise<boolean> {
    const decided = sql`UPDATE extension SET granted = ${granted ? 1 : 0}, decided_at = ${now}, decided_by = ${by} WHERE id = ${id} AND decided_at IS NULL`;
    return (await this.db.execute(decided)) === 1;
  }
}

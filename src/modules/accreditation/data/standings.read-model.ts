import { Injectable } from '@nestjs/common';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

export interface StandingRow {
  readonly id: string;
  readonly code: string;
  readonly snapshot: string;
  readonly snapshotHash: string;
  readonly supersededAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: string | null;
}

/** Where every diploma stands, for the file that anybody may keep. */
@Injectable()
export class StandingsReadModel {
  constructor(private readonly db: Database) {}

  after(id: string, limit: number): Promise<StandingRow[]> {
    return this.db.rows(sql`
      SELECT id, code, snapshot, snapshot_hash, superseded_at, revoked_at, revoked_reason FROM diploma WHERE id > ${id} ORDER BY id LIMIT ${limit}`);
  }

  /** Changes whenever a diploma is issued, replaced or taken back. Each part is told by an index: no diploma is read for it. */
  async mark(): Promise<string> {
    return JSON.stringify(
      await this.db.row(sql`
        SELECT (SELECT COUNT(*) FROM diploma) AS issued, (SELECT COUNT(*) FROM diploma WHERE superseded_at IS NOT NULL) AS replaced,
          (SELECT COUNT(*) FROM diploma WHERE revoked_at IS NOT NULL) AS revoked, (SELECT MAX(id) FROM diploma) AS last`),
    );
  }
}

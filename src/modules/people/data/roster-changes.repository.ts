import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { ChangedRow, Fields } from '../domain/roster-undo';
import { inChunks } from './in-chunks';

export interface Change {
  readonly seq: number;
  readonly rowId: string;
  readonly was: Fields | null;
  readonly wrote: Fields;
}

export interface LaterChange {
  readonly rowId: string;
  readonly fields: readonly string[];
  readonly file: string;
  readonly appliedAt: string;
}

/** What imports wrote, as they noted it. */
@Injectable()
export class RosterChanges {
  constructor(private readonly db: Database) {}

  /** In pages, the last change first. */
  async *lastFirst(importId: string, what: ChangedRow): AsyncGenerator<Change[]> {
    for (let before = 2_000_000_000; ; ) {
      const rows = await this.db.rows<{ seq: number; rowId: string; was: string | null; wrote: string }>(sql`
        SELECT seq, row_id, was, wrote FROM roster_change
        WHERE import_id = ${importId} AND what = ${what} AND seq < ${before} ORDER BY seq DESC LIMIT 1000`);
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map((row) => ({ ...row, was: row.was === null ? null : fieldsOf(row.was), wrote: fieldsOf(row.wrote) }));
      before = last.seq;
    }
  }

  /** What the import wrote into the rows that it made, by their ids. */
  async newRows(importId: string, what: ChangedRow, ids: readonly string[]): Promise<Map<string, Fields>> {
    const found = new Map<string, Fields>();
    await inChunks(ids, 500, async (some) => {
      const rows = await this.db.rows<{ rowId: string; wrote: string }>(sql`
        SELECT row_id, wrote FROM roster_change
        WHERE row_id IN (${list(some)}) AND import_id = ${importId} AND what = ${what} AND was IS NULL`);
      for (const { rowId, wrote } of rows) found.set(rowId, fieldsOf(wrote));
    });
    return found;
  }

  /** Which later imports, still in force, wrote to these rows; the latest first. */
  async since(importId: string, ids: readonly string[]): Promise<LaterChange[]> {
    const found: LaterChange[] = [];
    await inChunks([...new Set(ids)], 500, async (some) => {
      const rows = await this.db.rows<{ rowId: string; wrote: string; file: string; appliedAt: string }>(sql`
        SELECT c.row_id, c.wrote, i.file_name AS file, i.applied_at
        FROM roster_change c JOIN roster_import i ON i.id = c.import_id JOIN roster_import own ON own.id = ${importId}
        WHERE c.row_id IN (${list(some)}) AND i.state = 'applied' AND i.id <> own.id
          AND (i.applied_at > own.applied_at OR (i.applied_at = own.applied_at AND i.id > own.id))
        ORDER BY i.applied_at DESC, i.id DESC`);
      for (const { wrote, ...row } of rows) found.push({ ...row, fields: Object.keys(fieldsOf(wrote)) });
    });
    return found;
  }
}

const fieldsOf = (text: string): Fields => JSON.parse(text) as Fields;

import { gunzipSync, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { type ImportId, newId, type PersonId } from '#kernel/id';
import { type Instant, plusDaysOf24Hours } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { ColumnMapping, FileColumns } from '../domain/roster-mapping';

export interface RosterSource extends FileColumns {
  readonly mapping: ColumnMapping | null;
  /** False when the file is no longer kept: then it has to be brought again. */
  readonly isKept: boolean;
}

/** Files with headings of their own, and what people said about them. */
@Injectable()
export class RosterMappings {
  constructor(private readonly db: Database) {}

  /** By signature. Of several names of files, the one that is asked for wins, and then the one last used. */
  async known(pattern: string): Promise<ReadonlyMap<string, ColumnMapping>> {
    const rows = await this.db.rows<{ signature: string; columns: string }>(sql`
      SELECT signature, columns FROM roster_mapping ORDER BY CASE WHEN pattern = ${pattern} THEN 1 ELSE 0 END, used_at, id`);
    return new Map(rows.map(({ signature, columns }) => [signature, JSON.parse(columns) as ColumnMapping]));
  }

  async remember(signature: string, pattern: string, mapping: ColumnMapping, at: Instant, by: PersonId | null): Promise<void> {
    await this.db.execute(sql`DELETE FROM roster_mapping WHERE signature = ${signature} AND pattern = ${pattern}`);
    await this.db.insert('roster_mapping', [
      { id: newId(), signature, pattern, columns: JSON.stringify(mapping), madeAt: at, madeBy: by, usedAt: at },
    ]);
  }

  used(signature: string, at: Instant): Promise<number> {
    return this.db.execute(sql`UPDATE roster_mapping SET used_at = ${at} WHERE signature = ${signature}`);
  }

  forget(signature: string): Promise<number> {
    return this.db.execute(sql`DELETE FROM roster_mapping WHERE signature = ${signature}`);
  }

  async isRemembered(signature: string): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM roster_mapping WHERE signature = ${signature}`)) !== null;
  }

  /** Keeps the file itself too, for a week: it has to be read again when somebody has said, or says otherwise, what its columns are. */
  async keep(importId: ImportId, columns: FileColumns, mapping: ColumnMapping | null, bytes: Buffer, at: Instant): Promise<void> {
    await this.db.execute(sql`UPDATE roster_source SET content = NULL WHERE kept_at < ${plusDaysOf24Hours(at, -KEPT_DAYS)}`);
    await this.db.execute(sql`DELETE FROM roster_source WHERE import_id = ${importId}`);
    await this.db.insert('roster_source', [
      {
        importId,
        signature: columns.signature,
        headings: JSON.stringify(columns.headings),
        samples: JSON.stringify(columns.samples),
        columns: mapping === null ? null : JSON.stringify(mapping),
        content: gzipSync(bytes).toString('base64'),
        keptAt: at,
      },
    ]);
  }

  async letGo(importId: ImportId): Promise<void> {
    await this.db.execute(sql`UPDATE roster_source SET content = NULL WHERE import_id = ${importId}`);
  }

  async source(importId: ImportId): Promise<RosterSource | null> {
    const row = await this.db.row<{ signature: string; headings: string; samples: string; columns: string | null; kept: number }>(sql`
      SELECT signature, headings, samples, columns, CASE WHEN content IS NULL THEN 0 ELSE 1 END AS kept FROM roster_source
      WHERE import_id = ${importId}`);
    if (!row) return null;
    return {
      signature: row.signature,
      headings: JSON.parse(row.headings) as string[],
      samples: JSON.parse(row.samples) as string[][],
      mapping: row.columns === null ? null : (JSON.parse(row.columns) as ColumnMapping),
      isKept: row.kept === 1,
    };
  }

  async bytes(importId: ImportId): Promise<Buffer | null> {
    const row = await this.db.row<{ content: string | null }>(sql`SELECT content FROM roster_source WHERE import_id = ${importId}`);
    return row?.content == null ? null : gunzipSync(Buffer.from(row.content, 'base64'));
  }
}

const KEPT_DAYS = 7;

import { Injectable } from '@nestjs/common';
import type { ImportId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { camelCase } from '#platform/database/record';
import { list, raw, sql, type SqlValue } from '#platform/database/sql';
import type { ChangedRow, Fields } from '../domain/roster-undo';
import { inChunks } from './in-chunks';

/** Writes down what an import is about to write, so that it can be taken back. In the unit of work of the import. */
@Injectable()
export class RosterJournal {
  constructor(private readonly db: Database) {}

  of(importId: ImportId): ImportJournal {
    return new ImportJournal(this.db, importId);
  }
}

export class ImportJournal {
  private seq = 0;

  constructor(
    private readonly db: Database,
    private readonly importId: ImportId,
  ) {}

  /** New rows, with their ids among their fields. */
  async added(what: ChangedRow, rows: readonly (Fields & { readonly id: string })[]): Promise<void> {
    await inChunks(rows, CHUNK, (some) => this.keep(some.map(({ id, ...wrote }) => ({ what, rowId: id, was: null, wrote }))));
  }

  /** Rows that are still as they were: each tuple is the id and what its columns will hold. */
  async changes(what: ChangedRow, columns: readonly string[], tuples: readonly (readonly SqlValue[])[]): Promise<void> {
    const names = columns.map(camelCase);
    await inChunks(tuples, CHUNK, async (some) => {
      const ids = some.map(([id]) => id ?? null);
      const rows = await this.db.rows<Fields & { readonly id: string }>(
        sql`SELECT id, ${raw(columns.join(', '))} FROM ${raw(what)} WHERE id IN (${list(ids)})`,
      );
      const before = new Map(rows.map((row) => [row.id, row]));
      await this.keep(
        some.flatMap(([id, ...values]) => {
          const row = before.get(String(id));
          const touched = names.flatMap((name, index) => ((row?.[name] ?? null) === (values[index] ?? null) ? [] : [{ name, value: values[index] ?? null }]));
          if (!row || touched.length === 0) return [];
          const was = Object.fromEntries(touched.map(({ name }) => [name, row[name] ?? null]));
          return [{ what, rowId: row.id, was, wrote: Object.fromEntries(touched.map(({ name, value }) => [name, value])) }];
        }),
      );
    });
  }

  private async keep(changes: readonly { readonly what: ChangedRow; readonly rowId: string; readonly was: Fields | null; readonly wrote: Fields }[]): Promise<void> {
    const { importId } = this;
    await this.db.insert(
      'roster_change',
      changes.map(({ what, rowId, was, wrote }) => ({
        importId,
        seq: ++this.seq,
        what,
        rowId,
        was: was === null ? null : JSON.stringify(was),
        wrote: JSON.stringify(wrote),
      })),
    );
  }
}

const CHUNK = 500;

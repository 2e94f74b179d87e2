import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database/database';
import { referencesTo } from '#platform/database/record';
import { list, raw, sql } from '#platform/database/sql';
import type { UndoReason } from '../domain/roster-undo';
import { inChunks } from './in-chunks';

/** Whether anything speaks of a row: every table that refers to it is asked, whichever module it belongs to. */
@Injectable()
export class PersonTraces {
  constructor(private readonly db: Database) {}

  /** Of these rows, those that something refers to, and the weightiest reason. */
  async referring(table: 'person' | 'engagement', ids: readonly string[]): Promise<Map<string, UndoReason>> {
    const found = new Map<string, UndoReason>();
    const asked = [...referencesTo(table), ...(table === 'person' ? NAMED_AFTER_PERSONS : [])].sort((a, b) => weightOf(a.table) - weightOf(b.table));
    await inChunks(ids, 500, async (some) => {
      for (const { table: from, column } of asked) {
        const rows = await this.db.rows<{ id: string }>(
          sql`SELECT DISTINCT ${raw(column)} AS id FROM ${raw(from)} WHERE ${raw(column)} IN (${list(some)})`,
        );
        for (const { id } of rows) if (!found.has(id)) found.set(id, REASONS.get(from) ?? 'is-mentioned');
      }
    });
    return found;
  }
}

/** Rows that carry the id of a person as their own. */
const NAMED_AFTER_PERSONS = ['credential', 'learner'].map((table) => ({ table, column: 'id' }));

const REASONS: ReadonlyMap<string, UndoReason> = new Map<string, UndoReason>([
  ['diploma', 'has-diploma'],
  ['completion', 'has-learned'],
  ['attempt', 'has-learned'],
  ['learner', 'has-learned'],
  ['credential', 'has-signed-in'],
  ['session', 'has-signed-in'],
  ['engagement', 'manages'],
  ['assignment', 'was-assigned'],
]);
const ORDER = [...REASONS.keys()];

const weightOf = (table: string): number => (ORDER.includes(table) ? ORDER.indexOf(table) : ORDER.length);

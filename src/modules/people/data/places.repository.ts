import { Injectable } from '@nestjs/common';
import { newId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { list, raw, sql } from '#platform/database/sql';
import { foldName } from '../domain/person';

/** Suppliers, teams and sites come into being when a roster first names them. */
@Injectable()
export class Places {
  constructor(private readonly db: Database) {}

  /** The id behind each name, however it is spelled. */
  async named(table: 'supplier' | 'team' | 'site', names: Iterable<string | null>): Promise<ReadonlyMap<string, string>> {
    const keys = new Map([...new Set(names)].filter((name) => name !== null).map((name) => [name, foldName(name)]));
    let ids = await this.known(table, [...new Set(keys.values())]);
    const missing = new Map<string, string>();
    for (const [name, key] of keys) if (!ids.has(key) && !missing.has(key)) missing.set(key, name);
    if (missing.size > 0) {
      const more = table === 'supplier' ? { taxId: null } : {};
      const rows = [...missing].map(([nameKey, name]) => ({ id: newId(), name, nameKey, ...more }));
      await this.db.insert(table, rows, 'nothing');
      ids = await this.known(table, [...new Set(keys.values())]);
    }
    return new Map([...keys].map(([name, key]) => [name, ids.get(key) ?? '']));
  }

  async setTaxIds(taxIds: ReadonlyMap<string, string>): Promise<void> {
    for (const [id, taxId] of taxIds) {
      await this.db.execute(sql`UPDATE supplier SET tax_id = ${taxId} WHERE id = ${id} AND (tax_id IS NULL OR tax_id <> ${taxId})`);
    }
  }

  private async known(table: string, keys: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let from = 0; from < keys.length; from += 500) {
      const some = keys.slice(from, from + 500);
      const rows = await this.db.rows<{ id: string; nameKey: string }>(
        sql`SELECT id, name_key FROM ${raw(table)} WHERE name_key IN (${list(some)})`,
      );
      for (const row of rows) found.set(row.nameKey, row.id);
    }
    return found;
  }
}

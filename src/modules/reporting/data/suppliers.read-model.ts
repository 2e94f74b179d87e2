import { Injectable } from '@nestjs/common';
import type { SupplierId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

export interface SupplierEntry {
  readonly id: SupplierId;
  readonly name: string;
}

@Injectable()
export class SuppliersReadModel {
  constructor(private readonly database: Database) {}

  /** Those of these that exist, by name. */
  named(ids: readonly SupplierId[]): Promise<SupplierEntry[]> {
    return this.database.rows<SupplierEntry>(sql`SELECT id, name FROM supplier WHERE id IN (${list(ids)}) ORDER BY name, id`);
  }
}

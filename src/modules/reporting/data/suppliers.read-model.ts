import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, SupplierId } from '#kernel/id';
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

  /** What their coordinators have proposed: of everything, and of what HR has not decided. */
  async proposals(ids: readonly SupplierId[]): Promise<{ readonly all: number; readonly waiting: number }> {
    const row = await this.database.row<{ all: number; waiting: number | null }>(sql`
      SELECT COUNT(*) AS "all", SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) AS waiting FROM joining_request
      WHERE source = 'coordinator' AND supplier_id IN (${list(ids)})`);
    return { all: row?.all ?? 0, waiting: row?.waiting ?? 0 };
  }

  /** The last day that a coordinator has proposed for somebody, while HR has not decided. */
  async proposedLastDay(personId: PersonId, ids: readonly SupplierId[]): Promise<CalendarDate | null> {
    const row = await this.database.row<{ lastOn: CalendarDate | null }>(sql`
      SELECT last_on FROM joining_request WHERE person_id = ${personId} AND kind = 'leave' AND state = 'waiting' AND supplier_id IN (${list(ids)})`);
    return row?.lastOn ?? null;
  }
}

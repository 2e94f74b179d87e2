import { Injectable } from '@nestjs/common';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { UndoRest } from '../domain/roster-undo';
import type { RosterImport } from '../domain/roster-import';
import type { Fate } from '../domain/roster-plan';

export interface ListedImport extends RosterImport {
  /** Null for the command line. */
  readonly checkedName: string | null;
  readonly appliedName: string | null;
  readonly approvedName: string | null;
}

export interface ListedRow {
  readonly rowNumber: number;
  readonly personCode: string;
  readonly name: string;
  readonly fields: string;
  readonly problems: string;
}

export interface ListedUndo {
  readonly undoneAt: Instant;
  /** Null for the command line. */
  readonly undoneName: string | null;
  readonly takenBack: number;
  readonly kept: number;
}

export interface AnyRow extends ListedRow {
  readonly fate: Fate;
}

@Injectable()
export class RosterImportsReadModel {
  constructor(private readonly db: Database) {}

  page(offset: number, limit: number): Promise<ListedImport[]> {
    return this.db.rows(sql`${WITH_NAMES} ORDER BY i.checked_at DESC, i.id DESC LIMIT ${limit} OFFSET ${offset}`);
  }

  find(id: string): Promise<ListedImport | null> {
    return this.db.row(sql`${WITH_NAMES} WHERE i.id = ${id}`);
  }

  /** Files of the inbox that somebody has to look at. */
  async waiting(): Promise<number> {
    const row = await this.db.row<{ waiting: number }>(
      sql`SELECT COUNT(*) AS waiting FROM roster_import WHERE source = 'inbox' AND state IN ('checked', 'mapping')`,
    );
    return row?.waiting ?? 0;
  }

  rows(id: string, fate: Fate, offset: number, limit: number): Promise<ListedRow[]> {
    return this.db.rows(sql`
      SELECT row_number, person_code, name, fields, problems FROM roster_import_row
      WHERE import_id = ${id} AND fate = ${fate} ORDER BY CASE WHEN row_number < 0 THEN -row_number ELSE row_number END
      LIMIT ${limit} OFFSET ${offset}`);
  }

  /** The refused rows in pages, for a download of any length. */
  async *refused(id: string): AsyncGenerator<ListedRow> {
    for (let last = 0, rows: ListedRow[]; (rows = await this.refusedAfter(id, last)).length > 0; last = rows.at(-1)?.rowNumber ?? Infinity) yield* rows;
  }

  /** Rows with nothing wrong and something to look at, first those that need approval; all of them are counted. */
  doubts(id: string, limit: number): Promise<(ListedRow & { readonly total: number })[]> {
    return this.db.rows(sql`
      SELECT row_number, person_code, name, fields, problems, COUNT(*) OVER () AS total FROM roster_import_row
      WHERE import_id = ${id} AND fate <> 'rejected' AND problems <> '[]'
      ORDER BY CASE WHEN problems LIKE ${'%"other-name"%'} THEN 0 ELSE 1 END, row_number LIMIT ${limit}`);
  }

  /** Every row in pages: those of the file in its order, and then whoever is missing from it. */
  async *everyRow(id: string): AsyncGenerator<AnyRow> {
    for (let last = 0, rows: AnyRow[]; (rows = await this.rowsAfter(id, last)).length > 0; last = rows.at(-1)?.rowNumber ?? Infinity) yield* rows;
    for (let last = 0, rows: AnyRow[]; (rows = await this.missingAfter(id, last)).length > 0; last = rows.at(-1)?.rowNumber ?? -Infinity) yield* rows;
  }

  undo(id: string): Promise<ListedUndo | null> {
    return this.db.row(sql`
      SELECT u.undone_at, u.taken_back, u.kept, p.given_name || ' ' || p.family_name AS undone_name
      FROM roster_undo u LEFT JOIN person p ON p.id = u.undone_by WHERE u.import_id = ${id}`);
  }

  undoRest(id: string, limit: number): Promise<UndoRest[]> {
    return this.db.rows(
      sql`SELECT person_code, name, field, reason, detail FROM roster_undo_rest WHERE import_id = ${id} ORDER BY seq LIMIT ${limit}`,
    );
  }

  private rowsAfter(id: string, last: number): Promise<AnyRow[]> {
    return this.db.rows(sql`
      SELECT row_number, fate, person_code, name, fields, problems FROM roster_import_row
      WHERE import_id = ${id} AND row_number > ${last} ORDER BY row_number LIMIT 1000`);
  }

  private missingAfter(id: string, last: number): Promise<AnyRow[]> {
    return this.db.rows(sql`
      SELECT row_number, fate, person_code, name, fields, problems FROM roster_import_row
      WHERE import_id = ${id} AND row_number < ${last} ORDER BY row_number DESC LIMIT 1000`);
  }

  private refusedAfter(id: string, last: number): Promise<ListedRow[]> {
    return this.db.rows(sql`
      SELECT row_number, person_code, name, fields, problems FROM roster_import_row
      WHERE import_id = ${id} AND fate = 'rejected' AND row_number > ${last} ORDER BY row_number LIMIT 1000`);
  }
}

const WITH_NAMES = sql`
  SELECT i.*, c.given_name || ' ' || c.family_name AS checked_name, a.given_name || ' ' || a.family_name AS applied_name,
    y.given_name || ' ' || y.family_name AS approved_name
  FROM roster_import i LEFT JOIN person c ON c.id = i.checked_by LEFT JOIN person a ON a.id = i.applied_by
    LEFT JOIN person y ON y.id = i.approved_by`;

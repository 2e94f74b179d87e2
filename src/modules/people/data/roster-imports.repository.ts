import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ImportId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { Changes } from '../domain/person-change';
import type { ImportState, RosterImport } from '../domain/roster-import';
import type { FileRows, ImportMode, PlanEntry, RosterPlan } from '../domain/roster-plan';
import type { RowProblem } from '../domain/roster-problem';
import { type RefusedRow, REPEATED, type RosterRow } from '../domain/roster-row';
import { SharedTexts } from '../domain/shared-texts';
import { inChunks } from './in-chunks';
import type { RosterImportRowEntity } from './roster-import.entity';

/** What a stored row keeps besides its fate: the row as it was understood, and what it changes. */
interface StoredFields {
  readonly row: RosterRow | null;
  readonly changes: Changes;
  /** Its last day needs approval, with those of many others. */
  readonly ending?: true;
}

export interface Preview {
  readonly file: FileRows;
  /** By row, everything that the person who looked at the preview was told. */
  readonly told: ReadonlyMap<number, string>;
}

@Injectable()
export class RosterImports {
  constructor(
    private readonly db: Database,
    private readonly work: UnitOfWork,
  ) {}

  find(id: ImportId): Promise<RosterImport | null> {
    return this.db.row(sql`SELECT * FROM roster_import WHERE id = ${id}`);
  }

  /**
   * What became of the same file the last time that it came by itself, unless another import has been applied since: then it says
   * something new although it says the same. Null when it has to be looked at.
   */
  async lastFromInbox(fileHash: string, mode: ImportMode): Promise<ImportState | null> {
    const last = await this.db.row<{ id: ImportId; state: ImportState }>(sql`
      SELECT id, state FROM roster_import WHERE file_hash = ${fileHash} AND mode = ${mode} AND source = 'inbox'
      ORDER BY checked_at DESC, id DESC LIMIT 1`);
    if (!last) return null;
    const since = await this.db.row(sql`
      SELECT i.id FROM roster_import i JOIN roster_import own ON own.id = ${last.id}
      WHERE i.id <> own.id AND i.applied_at IS NOT NULL AND i.applied_at > COALESCE(own.applied_at, own.checked_at) LIMIT 1`);
    return since === null ? last.state : null;
  }

  async add(one: RosterImport): Promise<void> {
    await this.db.insert('roster_import', [one]);
  }

  /** Compare and set: true for the one who takes the import from one state to the next, false for everybody who comes second. */
  async move(id: ImportId, from: ImportState, changes: Partial<RosterImport> & { readonly state: ImportState }): Promise<boolean> {
    const taken = await this.db.execute(sql`UPDATE roster_import SET state = ${changes.state} WHERE id = ${id} AND state = ${from}`);
    if (taken === 0) return false;
    await this.db.update('roster_import', id, changes);
    return true;
  }

  /** Checked before that moment, and still there with people's details although nothing came of it. */
  unapplied(before: Instant): Promise<Pick<RosterImport, 'id' | 'state'>[]> {
    return this.db.rows(sql`
      SELECT i.id, i.state FROM roster_import i WHERE i.checked_at < ${before} AND (i.state IN ('checked', 'mapping')
        OR (i.state = 'refused' AND EXISTS (SELECT 1 FROM roster_import_row r WHERE r.import_id = i.id)))`);
  }

  async forgetRows(id: ImportId): Promise<void> {
    await this.db.execute(sql`DELETE FROM roster_import_row WHERE import_id = ${id}`);
  }

  /** The preview of an import, instead of the one it may have. In small turns: nobody looks at it before it is whole. */
  async keepPreview(id: ImportId, plan: RosterPlan, accepted: readonly RosterRow[]): Promise<void> {
    await this.work.run(() => this.db.execute(sql`DELETE FROM roster_import_row WHERE import_id = ${id}`));
    // Both are in the order of the file.
    let next = 0;
    const rowOf = ({ row }: PlanEntry): RosterRow | null => {
      while ((accepted[next]?.row ?? Infinity) < row) next++;
      return accepted[next]?.row === row ? (accepted[next] ?? null) : null;
    };
    await inChunks(plan.entries, 500, (entries) => {
      const some = entries.map((entry) => storedRow(id, entry, entry.row > 0 ? rowOf(entry) : null, plan));
      return this.work.run(() => this.db.insert('roster_import_row', some));
    });
  }

  /** Reads a preview back, in pages. */
  async preview(id: ImportId): Promise<Preview> {
    const accepted: RosterRow[] = [];
    const refused: RefusedRow[] = [];
    const told = new Map<number, string>();
    const shared = new SharedTexts();
    for (let last = -Infinity, rows: RosterImportRowEntity[]; (rows = await this.rowsAfter(id, last)).length > 0; ) {
      for (const { rowNumber: row, fate, personCode, name, ...stored } of rows) {
        const fields = JSON.parse(stored.fields) as StoredFields;
        if (fields.row !== null) accepted.push(compact(fields.row, shared));
        else if (fate === 'rejected') refused.push({ row, personCode, name, problems: JSON.parse(stored.problems) as RowProblem[] });
        told.set(row, toldBy(fate, fields.row?.personCode ?? personCode, fields.changes));
      }
      last = rows.at(-1)?.rowNumber ?? Infinity;
      await setImmediate();
    }
    return { file: { accepted, refused }, told };
  }

  /** The problems of each refused row, in the order of the file. */
  async refusedRows(id: ImportId): Promise<RowProblem[][]> {
    const rows = await this.db.rows<{ problems: string }>(
      sql`SELECT problems FROM roster_import_row WHERE import_id = ${id} AND fate = 'rejected' ORDER BY row_number`,
    );
    return rows.map((row) => JSON.parse(row.problems) as RowProblem[]);
  }

  /** What is worth a second look in rows that may be applied, in the order of the file. */
  async doubts(id: ImportId): Promise<RowProblem[]> {
    const rows = await this.db.rows<{ problems: string }>(
      sql`SELECT problems FROM roster_import_row WHERE import_id = ${id} AND fate <> 'rejected' AND problems <> '[]' ORDER BY row_number`,
    );
    return rows.flatMap((row) => JSON.parse(row.problems) as RowProblem[]);
  }

  /** Is that person among those whom the import would make leave? */
  async showsOut(id: ImportId, personId: PersonId): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT r.row_number FROM roster_import_row r JOIN person p ON p.person_code = r.person_code
      WHERE r.import_id = ${id} AND r.fate = 'left' AND p.id = ${personId}`);
    return row !== null;
  }

  /** Imports that a process was working on when it ended: nothing of them was applied. */
  async interrupt(problem: string): Promise<void> {
    await this.db.execute(sql`UPDATE roster_import SET state = 'refused', problem = ${problem} WHERE state = 'checking'`);
    await this.db.execute(sql`UPDATE roster_import SET state = 'checked', problem = ${problem} WHERE state = 'applying'`);
  }

  private rowsAfter(id: ImportId, last: number): Promise<RosterImportRowEntity[]> {
    const after = last === -Infinity ? -2_000_000_000 : last;
    return this.db.rows(sql`SELECT * FROM roster_import_row WHERE import_id = ${id} AND row_number > ${after} ORDER BY row_number LIMIT 1000`);
  }
}

export function isStillTrue({ told }: Preview, { entries }: RosterPlan): boolean {
  return told.size === entries.length && entries.every((entry) => told.get(entry.row) === toldBy(entry.fate, entry.personCode, changesOf(entry)));
}

/** Of those who stay the same the code alone: it is there already, and they are many. No code contains a zero. */
const toldBy = (fate: string, personCode: string, changes: Changes): string =>
  fate === 'unchanged' ? personCode : `\u0000${fate} ${personCode} ${JSON.stringify(changes)}`;

function compact(row: RosterRow, shared: SharedTexts): RosterRow {
  return shared.in(row.codeKey === row.personCode ? Object.assign(row, { codeKey: row.personCode }) : row, REPEATED);
}

const changesOf = (entry: PlanEntry): Changes => ('changes' in entry ? entry.changes : {});

function storedRow(importId: ImportId, entry: PlanEntry, row: RosterRow | null, { endings }: RosterPlan): object {
  const ending = endings.has(entry.row) ? { ending: true as const } : {};
  const fields: StoredFields = { row: entry.fate === 'rejected' ? null : row, changes: changesOf(entry), ...ending };
  return {
    importId,
    rowNumber: entry.row,
    fate: entry.fate,
    // A refused row may hold anything; what is kept of it is for finding it again.
    personCode: entry.personCode.slice(0, 60),
    name: entry.name.slice(0, 420),
    fields: JSON.stringify(fields),
    problems: JSON.stringify(entry.fate === 'rejected' ? entry.problems : (entry.doubts ?? [])),
  };
}

import { Injectable } from '@nestjs/common';
import type { ImportId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { UndoRest } from '../domain/roster-undo';
import { inChunks } from './in-chunks';
import { RosterChanges } from './roster-changes.repository';
import type { KeptField, UndoTally } from './undo-tally';

/** What was taken back of an import, and what was not. */
@Injectable()
export class RosterUndos {
  constructor(
    private readonly db: Database,
    private readonly changes: RosterChanges,
  ) {}

  async keep(importId: ImportId, tally: UndoTally, rest: readonly UndoRest[], at: Instant, by: PersonId | null): Promise<void> {
    await this.db.insert('roster_undo', [{ importId, undoneAt: at, undoneBy: by, takenBack: tally.takenBack, kept: rest.length }]);
    let seq = 0;
    await inChunks(rest, 500, (some) => this.db.insert('roster_undo_rest', some.map((one) => ({ importId, seq: seq++, ...one }))));
  }

  /** Everything that stays, with names and with who changed it since. */
  async restOf(importId: ImportId, { kept, changed }: UndoTally): Promise<UndoRest[]> {
    const later = await this.changes.since(importId, changed.map(({ rowId }) => rowId));
    const sinceOf = new Map<string, (typeof later)[number][]>();
    for (const one of later) sinceOf.set(one.rowId, [...(sinceOf.get(one.rowId) ?? []), one]);
    const all = new Map<string, KeptField & { detail: string }>();
    for (const one of kept) all.set(keyOf(one), { ...one, detail: '{}' });
    for (const { whose, rowId, property, field } of changed) {
      const by = sinceOf.get(rowId)?.find(({ fields }) => fields.includes(property));
      const reason = by ? 'changed-by-import' : 'changed-by-hand';
      const one = { whose, field, reason, detail: JSON.stringify(by ? { file: by.file, on: by.appliedAt } : {}) } as const;
      if (!all.has(keyOf(one))) all.set(keyOf(one), one);
    }
    const names = await this.names([...all.values()].map(({ whose }) => whose));
    return [...all.values()].map(({ whose, field, reason, detail }) => ({ ...nameless, ...names.get(idOf(whose)), field, reason, detail }));
  }

  private async names(whose: readonly KeptField['whose'][]): Promise<Map<string, { personCode: string; name: string }>> {
    const names = new Map<string, { personCode: string; name: string }>();
    const people = [...new Set(whose.flatMap((one) => ('person' in one ? [one.person] : [])))];
    await inChunks(people, 500, async (some) => {
      const rows = await this.db.rows<{ id: string; personCode: string; name: string }>(
        sql`SELECT id, person_code, given_name || ' ' || family_name AS name FROM person WHERE id IN (${list(some)})`,
      );
      for (const { id, ...named } of rows) names.set(id, named);
    });
    const suppliers = whose.flatMap((one) => ('supplier' in one ? [one.supplier] : []));
    const rows = await this.db.rows<{ id: string; name: string }>(sql`SELECT id, name FROM supplier WHERE id IN (${list(suppliers)})`);
    for (const { id, name } of rows) names.set(id, { personCode: '', name });
    return names;
  }
}

const idOf = (whose: KeptField['whose']): string => ('person' in whose ? whose.person : whose.supplier);
const keyOf = ({ whose, field }: Pick<KeptField, 'whose' | 'field'>): string => `${idOf(whose)} ${field}`;
const nameless = { personCode: '', name: '—' };

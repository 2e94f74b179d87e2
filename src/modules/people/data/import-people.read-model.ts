import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { ImportId, PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import { codeKeyOf, type EngagementKind, foldName } from '../domain/person';
import type { Fate } from '../domain/roster-plan';
import type { ListedRow } from './roster-imports.read-model';

/** Where somebody whom a row speaks of stands on the roster. */
export interface Standing {
  readonly id: PersonId;
  readonly codeKey: string;
  readonly kind: EngagementKind;
  readonly supplier: string | null;
  readonly team: string | null;
  readonly site: string | null;
}

/** What whoever approves has to know besides the numbers. */
export interface Warnings {
  /** Codes that the file gives to somebody else. */
  readonly others: number;
  /** Rows whose last day makes somebody no longer be here, where they are so many that they may be a column that has shifted. */
  readonly endings: number;
}

/** Of a supplier's people, or of a team's own staff, how many are here and how many a file would make leave. */
export interface Thinned {
  readonly supplier: string | null;
  readonly team: string | null;
  readonly here: number;
  readonly leaving: number;
}

/** Of whom an import speaks: found by name, and with their place on the roster. */
@Injectable()
export class ImportPeopleReadModel {
  constructor(private readonly db: Database) {}

  /** The rows of one fate whose name or code has every word, in the order of the list. Rows have no folded names: they are compared here. */
  async matching(id: ImportId, fate: Fate, typed: string): Promise<number[]> {
    const words = foldName(typed).split(' ').filter(Boolean).slice(0, 8);
    const rows = await this.db.rows<{ rowNumber: number; personCode: string; name: string }>(sql`
      SELECT row_number, person_code, name FROM roster_import_row WHERE import_id = ${id} AND fate = ${fate}
      ORDER BY CASE WHEN row_number < 0 THEN -row_number ELSE row_number END`);
    return rows.filter(({ personCode, name }) => hasWords(`${name} ${personCode}`, words)).map(({ rowNumber }) => rowNumber);
  }

  rows(id: ImportId, numbers: readonly number[]): Promise<ListedRow[]> {
    return this.db.rows(sql`
      SELECT row_number, person_code, name, fields, problems FROM roster_import_row WHERE import_id = ${id} AND row_number IN (${list(numbers)})
      ORDER BY CASE WHEN row_number < 0 THEN -row_number ELSE row_number END`);
  }

  /** By code as it is compared, of those whom the roster knows: their newest engagement. */
  async standing(personCodes: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    const found = await this.db.rows<Standing>(sql`
      SELECT p.id, p.code_key, e.kind, s.name AS supplier, t.name AS team, w.name AS site
      FROM person p JOIN engagement e ON e.person_id = p.id AND NOT EXISTS (
        SELECT 1 FROM engagement o WHERE o.person_id = e.person_id AND (o.from_on > e.from_on OR (o.from_on = e.from_on AND o.id > e.id)))
      LEFT JOIN supplier s ON s.id = e.supplier_id LEFT JOIN team t ON t.id = e.team_id LEFT JOIN site w ON w.id = e.site_id
      WHERE p.merged_into_id IS NULL AND p.code_key IN (${list(personCodes.map(codeKeyOf))})`);
    return new Map(found.map((one) => [one.codeKey, one]));
  }

  /** Where most would leave: a file without a supplier, or without a team, shows here at once. */
  thinned(id: ImportId, today: CalendarDate, most: number): Promise<Thinned[]> {
    return this.db.rows(sql`
      SELECT supplier, team, COUNT(*) AS here, SUM(leaves) AS leaving FROM (
        SELECT DISTINCT p.id, s.name AS supplier, CASE WHEN e.supplier_id IS NULL THEN t.name END AS team,
          CASE WHEN p.person_code IN (SELECT r.person_code FROM roster_import_row r WHERE r.import_id = ${id} AND r.fate = 'left') THEN 1 ELSE 0 END AS leaves
        FROM engagement e JOIN person p ON p.id = e.person_id LEFT JOIN supplier s ON s.id = e.supplier_id LEFT JOIN team t ON t.id = e.team_id
        WHERE e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})) AS present
      GROUP BY supplier, team HAVING SUM(leaves) > 0 ORDER BY SUM(leaves) DESC, supplier, team LIMIT ${most}`);
  }

  async warnings(id: ImportId): Promise<Warnings> {
    const row = await this.db.row<{ others: number | null; endings: number | null }>(sql`
      SELECT SUM(CASE WHEN problems LIKE ${'%"other-name"%'} THEN 1 ELSE 0 END) AS others,
        SUM(CASE WHEN fields LIKE ${'%,"ending":true}'} THEN 1 ELSE 0 END) AS endings
      FROM roster_import_row WHERE import_id = ${id} AND fate IN ('changed', 'returned')`);
    return { others: row?.others ?? 0, endings: row?.endings ?? 0 };
  }
}

function hasWords(text: string, words: readonly string[]): boolean {
  const folded = foldName(text);
  return words.every((word) => folded.includes(word));
}

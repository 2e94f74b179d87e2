import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, SupplierId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { join, list, raw, sql, type Sql } from '#platform/database/sql';
import type { DiplomaCode } from '../domain/code';

/** What a folder of diplomas says of each, without the diploma itself. */
export interface FiledDiploma {
  readonly code: DiplomaCode;
  readonly round: string;
  readonly unit: string;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly issuedAt: string;
}

export interface Scope {
  /** The manager whose line it is; null for everybody. */
  readonly managerId: PersonId | null;
  /** Only of people who are here through these suppliers today. */
  readonly supplierIds?: readonly SupplierId[] | null;
  /** A round's code; null for all. */
  readonly round: string | null;
  /** Only of people who are in this team, or this supplier's, today: their names, however they are written. */
  readonly team?: string | null;
  readonly supplier?: string | null;
  readonly today: CalendarDate;
}

@Injectable()
export class TeamDiplomasReadModel {
  constructor(private readonly db: Database) {}

  /** Those that are valid: a replaced or revoked diploma is handed out by nobody. */
  of({ managerId, supplierIds = null, round, team = null, supplier = null, today }: Scope): Promise<FiledDiploma[]> {
    const conditions = [
      sql`d.superseded_at IS NULL`,
      sql`d.revoked_at IS NULL`,
      ...(round === null ? [] : [sql`r.code = ${round}`]),
      ...(managerId === null ? [] : [sql`d.person_id IN (SELECT person_id FROM line)`]),
      ...(supplierIds === null ? [] : [engagedThrough(supplierIds, today)]),
      ...(team === null ? [] : [engagedIn('team', team, today)]),
      ...(supplier === null ? [] : [engagedIn('supplier', supplier, today)]),
    ];
    return this.db.rows(sql`
      ${managerId === null ? raw('') : lineOf(managerId, today)}
      SELECT d.code, r.code AS round, r.unit, p.person_code, p.given_name, p.family_name, d.issued_at
      FROM diploma d
      JOIN completion c ON c.id = d.completion_id
      JOIN round r ON r.id = c.round_id
      JOIN person p ON p.id = d.person_id
      WHERE ${join(conditions, ' AND ')}
      ORDER BY r.code, p.family_name, p.given_name, p.person_code`);
  }

  async exists(what: 'person' | 'supplier', id: string): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM ${raw(what)} WHERE id = ${id}`)) !== null;
  }

  async roundExists(code: string): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM round WHERE code = ${code}`)) !== null;
  }
}

const engagedThrough = (supplierIds: readonly SupplierId[], today: CalendarDate): Sql => sql`
  d.person_id IN (
    SELECT e.person_id FROM engagement e
    WHERE e.supplier_id IN (${list(supplierIds)}) AND e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})
  )`;

const engagedIn = (place: 'team' | 'supplier', name: string, today: CalendarDate): Sql => sql`
  d.person_id IN (
    SELECT e.person_id FROM engagement e JOIN ${raw(place)} place ON place.id = e.${raw(place)}_id
    WHERE LOWER(place.name) = LOWER(${name}) AND e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})
  )`;

/** Everybody who reports to the manager today, directly or through others. UNION, not UNION ALL: a ring of managers must not go round for ever. */
const lineOf = (managerId: PersonId, today: CalendarDate): Sql => sql`
  WITH RECURSIVE line(person_id) AS (
    SELECT e.person_id FROM engagement e WHERE e.manager_id = ${managerId} AND e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})
    UNION
    SELECT e.person_id FROM line JOIN engagement e ON e.manager_id = line.person_id
    WHERE e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})
  )`;

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, SiteId, SupplierId, TeamId } from '#kernel/id';
import { here, lineOf, peopleOfSuppliers } from '#modules/people';
import { Database } from '#platform/database/database';
import { join, raw, sql, type Sql } from '#platform/database/sql';
import type { DiplomaCode } from '../domain/code';
import { inSpanishOrder } from '../domain/spanish-order';

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
  /** Only of people who are in this team, or at this site, today. */
  readonly teamId?: TeamId | null;
  readonly siteId?: SiteId | null;
  /** The same by the names of a team or a supplier, however they are written. */
  readonly team?: string | null;
  readonly supplier?: string | null;
  readonly today: CalendarDate;
}

@Injectable()
export class TeamDiplomasReadModel {
  constructor(private readonly db: Database) {}

  /** Those that are valid, each achievement once: a replaced or revoked diploma is handed out by nobody. By round, then by name as a Spanish list goes. */
  async of(scope: Scope): Promise<readonly FiledDiploma[]> {
    const found = await this.db.rows<FiledDiploma>(sql`
      SELECT d.code, COALESCE(r.code, SUBSTR(d.issued_at, 1, 4)) AS round, COALESCE(r.unit, d.kind || '-' || d.accredits) AS unit,
        p.person_code, p.given_name, p.family_name, d.issued_at
      ${within(scope)}`);
    return inSpanishOrder(found);
  }

  async count(scope: Scope): Promise<number> {
    const found = await this.db.row<{ count: number | string }>(sql`SELECT COUNT(*) AS count ${within(scope)}`);
    return Number(found?.count ?? 0);
  }

  async exists(what: 'person' | 'supplier' | 'team' | 'site', id: string): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM ${raw(what)} WHERE id = ${id}`)) !== null;
  }

  async roundExists(code: string): Promise<boolean> {
    return (await this.db.row(sql`SELECT id FROM round WHERE code = ${code}`)) !== null;
  }
}

/** A diploma of a year or of several units belongs to no round. */
function within({ managerId, supplierIds = null, round, teamId = null, siteId = null, team = null, supplier = null, today }: Scope): Sql {
  const conditions = [
    sql`d.superseded_at IS NULL`,
    sql`d.revoked_at IS NULL`,
    sql`p.merged_into_id IS NULL`,
    ...(round === null ? [] : [sql`r.code = ${round}`]),
    ...(managerId === null ? [] : [sql`d.person_id IN (${lineOf(managerId, today, here)})`]),
    ...(supplierIds === null ? [] : [sql`d.person_id IN (${peopleOfSuppliers(supplierIds, today, here)})`]),
    ...(teamId === null ? [] : [engagedAt('team', teamId, today)]),
    ...(siteId === null ? [] : [engagedAt('site', siteId, today)]),
    ...(team === null ? [] : [engagedIn('team', team, today)]),
    ...(supplier === null ? [] : [engagedIn('supplier', supplier, today)]),
  ];
  return sql`
    FROM diploma d
    JOIN person p ON p.id = d.person_id
    LEFT JOIN completion c ON c.id = d.completion_id
    LEFT JOIN round r ON r.id = c.round_id
    WHERE ${join(conditions, ' AND ')}`;
}

const engagedAt = (place: 'team' | 'site', id: string, today: CalendarDate): Sql => sql`
  d.person_id IN (
    SELECT e.person_id FROM engagement e WHERE e.${raw(place)}_id = ${id} AND ${here(today)}
  )`;

const engagedIn = (place: 'team' | 'supplier', name: string, today: CalendarDate): Sql => sql`
  d.person_id IN (
    SELECT e.person_id FROM engagement e JOIN ${raw(place)} place ON place.id = e.${raw(place)}_id
    WHERE LOWER(place.name) = LOWER(${name}) AND ${here(today)}
  )`;

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { EngagementId, PersonId, SupplierId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { EngagementKind, Person } from '../domain/person';
import { lineOf, peopleOfSuppliers } from './line';

export interface PersonEngagement {
  readonly id: EngagementId;
  readonly kind: EngagementKind;
  readonly supplier: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly jobTitle: string | null;
  readonly managerId: PersonId | null;
  readonly managerName: string | null;
  readonly managerCode: string | null;
  readonly fromOn: CalendarDate;
  readonly untilOn: CalendarDate | null;
}

export interface Colleague {
  readonly id: PersonId;
  readonly name: string;
}

/** One person with every engagement, and who reports to them. Three queries. */
@Injectable()
export class PersonPageReadModel {
  constructor(private readonly db: Database) {}

  person(id: string): Promise<Person | null> {
    return this.db.row(sql`SELECT * FROM person WHERE id = ${id}`);
  }

  /** Newest first. */
  engagements(id: string): Promise<PersonEngagement[]> {
    return this.db.rows(sql`
      SELECT e.id, e.kind, s.name AS supplier, t.name AS team, l.name AS site, e.job_title, e.manager_id,
        CASE WHEN m.id IS NULL THEN NULL ELSE m.given_name || ' ' || m.family_name END AS manager_name,
        m.person_code AS manager_code, e.from_on, e.until_on
      FROM engagement e
      LEFT JOIN supplier s ON s.id = e.supplier_id
      LEFT JOIN team t ON t.id = e.team_id
      LEFT JOIN site l ON l.id = e.site_id
      LEFT JOIN person m ON m.id = e.manager_id
      WHERE e.person_id = ${id} ORDER BY e.from_on DESC, e.id DESC`);
  }

  reports(id: string, today: CalendarDate, limit: number): Promise<(Colleague & { readonly total: number })[]> {
    return this.db.rows(sql`
      SELECT p.id, p.given_name || ' ' || p.family_name AS name, COUNT(*) OVER () AS total
      FROM engagement e JOIN person p ON p.id = e.person_id
      WHERE e.manager_id = ${id} AND e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today})
      ORDER BY p.search_key LIMIT ${limit}`);
  }

  /** Whether that manager answers for the person, directly or through others. */
  async isInLine(managerId: PersonId, personId: PersonId, on: CalendarDate): Promise<boolean> {
    return (await this.db.row(sql`SELECT own.person_id FROM (${lineOf(managerId, on)}) AS own WHERE own.person_id = ${personId}`)) !== null;
  }

  /** Whether somebody works, or is announced, through one of these suppliers. */
  async worksFor(personId: PersonId, supplierIds: readonly SupplierId[], on: CalendarDate): Promise<boolean> {
    return (await this.db.row(sql`SELECT p.id FROM person p WHERE p.id = ${personId} AND p.id IN (${peopleOfSuppliers(supplierIds, on)})`)) !== null;
  }
}

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, SupplierId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

/** What the product knows of somebody who is here, as far as a paper needs it. */
export interface LegalPerson {
  readonly id: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly nationalId: string | null;
  readonly jobTitle: string | null;
  /** Null for the company's own staff. */
  readonly supplierId: SupplierId | null;
}

export interface LegalEmployer {
  /** `company`, or a supplier's id. */
  readonly subject: string;
  readonly name: string;
  readonly taxId: string | null;
}

@Injectable()
export class LegalPeopleReadModel {
  constructor(private readonly db: Database) {}

  /** Everybody who is here on that day and for whom not all of these fields are written, by name. */
  lacking(pack: string, fields: readonly string[], today: CalendarDate): Promise<LegalPerson[]> {
    return this.db.rows(sql`
      SELECT p.id, p.person_code, p.given_name, p.family_name, p.national_id, e.job_title, e.supplier_id
      FROM person p JOIN engagement e ON e.id = (
        SELECT MAX(o.id) FROM engagement o WHERE o.person_id = p.id AND o.from_on <= ${today} AND (o.until_on IS NULL OR o.until_on > ${today}))
      WHERE (SELECT COUNT(*) FROM legal_person_value v WHERE v.person_id = p.id AND v.pack = ${pack} AND v.field IN (${list(fields)})) < ${fields.length}
      ORDER BY p.search_key, p.id`);
  }

  person(id: string, today: CalendarDate): Promise<LegalPerson | null> {
    return this.db.row(sql`
      SELECT p.id, p.person_code, p.given_name, p.family_name, p.national_id, e.job_title, e.supplier_id
      FROM person p LEFT JOIN engagement e ON e.id = (
        SELECT MAX(o.id) FROM engagement o WHERE o.person_id = p.id AND o.from_on <= ${today} AND (o.until_on IS NULL OR o.until_on > ${today}))
      WHERE p.id = ${id} AND p.merged_into_id IS NULL`);
  }

  async byCodes(codeKeys: readonly string[]): Promise<ReadonlyMap<string, PersonId>> {
    const rows = await this.db.rows<{ id: PersonId; codeKey: string }>(
      sql`SELECT id, code_key FROM person WHERE merged_into_id IS NULL AND code_key IN (${list(codeKeys)})`,
    );
    return new Map(rows.map(({ id, codeKey }) => [codeKey, id]));
  }

  /** The company's suppliers that have people here on that day. */
  async suppliers(today: CalendarDate): Promise<LegalEmployer[]> {
    return this.db.rows(sql`
      SELECT s.id AS subject, s.name, s.tax_id FROM supplier s WHERE EXISTS (
        SELECT 1 FROM engagement e WHERE e.supplier_id = s.id AND e.from_on <= ${today} AND (e.until_on IS NULL OR e.until_on > ${today}))
      ORDER BY s.name_key`);
  }
}

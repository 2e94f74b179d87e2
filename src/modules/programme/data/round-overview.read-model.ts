import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { RoundId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';

/** Who said what about a round, by name, and what it was about. */
export interface RoundPeople {
  readonly approvedBy: string | null;
  readonly overrideBy: string | null;
  readonly openedBy: string | null;
  readonly titleEs: string | null;
  readonly titleEn: string | null;
}

@Injectable()
export class RoundOverviewReadModel {
  constructor(private readonly database: Database) {}

  of(id: RoundId): Promise<RoundPeople | null> {
    return this.database.row<RoundPeople>(sql`
      SELECT approver.given_name || ' ' || approver.family_name AS approved_by,
        overrider.given_name || ' ' || overrider.family_name AS override_by,
        opener.given_name || ' ' || opener.family_name AS opened_by,
        edition.title_es, edition.title_en
      FROM round r
      LEFT JOIN person approver ON approver.id = r.approved_by
      LEFT JOIN person overrider ON overrider.id = r.override_by
      LEFT JOIN person opener ON opener.id = r.opened_by
      LEFT JOIN edition ON edition.id = r.edition_id
      WHERE r.id = ${id}`);
  }

  /** Staff and contractors who work here on that day. */
  async peopleHere(today: CalendarDate): Promise<{ readonly staff: number; readonly contractors: number }> {
    const row = await this.database.row<{ people: number; contractors: number }>(sql`
      SELECT COUNT(*) AS people, COALESCE(SUM(CASE WHEN staff = 0 THEN 1 ELSE 0 END), 0) AS contractors FROM (
        SELECT person_id, MAX(CASE WHEN kind = 'staff' THEN 1 ELSE 0 END) AS staff FROM engagement
        WHERE from_on <= ${today} AND (until_on IS NULL OR until_on > ${today}) GROUP BY person_id) AS here`);
    return { staff: (row?.people ?? 0) - (row?.contractors ?? 0), contractors: row?.contractors ?? 0 };
  }
}

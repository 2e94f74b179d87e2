import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import type { Locale } from '#kernel/locale';
import type { DueReason } from '#modules/programme';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import type { Place } from '../domain/place';
import type { Whose } from '../domain/whose';
import { theirsFirst } from './standings';

export interface PersonInReports {
  readonly id: PersonId;
  readonly personCode: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly kind: 'staff' | 'contractor' | null;
  readonly jobTitle: string | null;
  readonly team: string | null;
  readonly site: string | null;
  readonly supplier: string | null;
  readonly manager: string | null;
  readonly untilOn: CalendarDate | null;
  readonly activated: number;
}

/** One round in a person's record. */
export interface RoundOfPerson {
  readonly code: string;
  readonly title: string;
  readonly dueOn: CalendarDate;
  readonly dueReason: DueReason;
  readonly absenceDays: number;
  readonly extensionDays: number;
  /** Where the person stands today. */
  readonly place: Place;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly leftOn: CalendarDate | null;
  readonly roundClosedAt: Instant | null;
  readonly lessonsDone: number;
  readonly score: number | null;
  readonly total: number | null;
  readonly diplomaCode: string | null;
}

const TITLES: Readonly<Record<Locale, ReturnType<typeof raw>>> = { es: raw('ed.title_es'), en: raw('ed.title_en') };

@Injectable()
export class RecordOfPersonReadModel {
  constructor(private readonly database: Database) {}

  /** With the present engagement, or the last. */
  person(id: PersonId, on: CalendarDate, whose: Whose | null = null): Promise<PersonInReports | null> {
    return this.database.row<PersonInReports>(sql`
      SELECT p.id, p.person_code, p.given_name, p.family_name, p.email, p.phone, e.kind, e.job_title, e.until_on,
        team.name AS team, site.name AS site, supplier.name AS supplier, m.given_name || ' ' || m.family_name AS manager,
        CASE WHEN k.password_hash IS NOT NULL OR k.pin_hash IS NOT NULL THEN 1 ELSE 0 END AS activated
      FROM person p
      LEFT JOIN engagement e ON e.id = (SELECT x.id FROM engagement x WHERE x.person_id = p.id AND x.from_on <= ${on}
        ORDER BY CASE WHEN x.until_on IS NULL OR x.until_on > ${on} THEN 0 ELSE 1 END, ${theirsFirst(whose)} x.from_on DESC, x.id DESC LIMIT 1)
      LEFT JOIN team ON team.id = e.team_id LEFT JOIN site ON site.id = e.site_id LEFT JOIN supplier ON supplier.id = e.supplier_id
      LEFT JOIN person m ON m.id = e.manager_id LEFT JOIN credential k ON k.id = p.id
      WHERE p.id = ${id}`);
  }

  /** The newest first. */
  rounds(id: PersonId, locale: Locale, on: CalendarDate): Promise<RoundOfPerson[]> {
    return this.database.rows<RoundOfPerson>(sql`
      SELECT r.code, ${TITLES[locale]} AS title, a.due_on, a.due_reason, a.absence_days, a.extension_days, a.started_at, a.completed_at, a.left_on, r.closed_at AS round_closed_at,
        CASE
          WHEN a.completed_at IS NOT NULL THEN 'completed'
          WHEN a.left_on <= ${on} THEN 'left'
          WHEN EXISTS (SELECT 1 FROM exemption x WHERE x.person_id = a.person_id AND x.round_id = r.id AND x.from_on <= ${on}
            AND (x.until_on IS NULL OR x.until_on > ${on}) AND x.revoked_at IS NULL) THEN 'exempt'
          WHEN EXISTS (SELECT 1 FROM absence x WHERE x.person_id = a.person_id AND x.from_on <= ${on} AND x.until_on > ${on}
            AND x.cancelled_at IS NULL) THEN 'onLeave'
          WHEN a.started_at IS NOT NULL THEN 'inProgress'
          WHEN a.due_on > r.due_on AND a.due_on >= ${on} THEN 'notYetDue'
          ELSE 'notStarted' END AS place,
        (SELECT COUNT(*) FROM lesson_progress lp WHERE lp.assignment_id = a.id AND lp.finished_at IS NOT NULL) AS lessons_done,
        c.score, c.total, d.code AS diploma_code
      FROM assignment a JOIN round r ON r.id = a.round_id JOIN edition ed ON ed.id = r.edition_id
      LEFT JOIN completion c ON c.assignment_id = a.id
      LEFT JOIN diploma d ON d.completion_id = c.id AND d.superseded_at IS NULL AND d.revoked_at IS NULL
      WHERE a.person_id = ${id} ORDER BY r.opens_on DESC`);
  }
}

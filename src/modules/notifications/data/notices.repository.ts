import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, RoundId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { here } from '#modules/people';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';
import type { NoticeRow } from './notice.entity';
import type { ReturnNoticeEntity } from './return-notice.entity';

type ReturnNoticeRow = Pick<ReturnNoticeEntity, keyof ReturnNoticeEntity>;

export const returnKey = (managerId: PersonId, personId: PersonId, backOn: CalendarDate): string => `${managerId} ${personId} ${backOn}`;

/** What a message needs to know of one person in one round, at the moment of sending. */
export interface InRound {
  readonly personId: PersonId;
  readonly givenName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Locale;
  readonly dueOn: CalendarDate;
  readonly titleEs: string;
  readonly titleEn: string;
  /** In an open round, here, neither done nor away; 1 or 0. */
  readonly isCounted: number;
  /** Let off on the day; 1 or 0. */
  readonly isExempt: number;
  /** The first day on which the round counts again, of whoever is let off until a day. */
  readonly exemptUntil: CalendarDate | null;
  readonly hasAccess: number;
  readonly said: number;
  readonly lastSaidOn: CalendarDate | null;
  /** Of the template asked for. */
  readonly steps: number;
}

export interface Manager {
  readonly id: PersonId;
  readonly givenName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Locale;
}

@Injectable()
export class Notices {
  constructor(private readonly db: Database) {}

  /** In the order of the ids; whoever has no assignment in the round is not among them. */
  ofRound(personIds: readonly PersonId[], roundId: RoundId, template: string, today: CalendarDate): Promise<InRound[]> {
    const exemption = sql`FROM exemption x WHERE x.person_id = p.id AND x.round_id = r.id AND x.from_on <= ${today}
          AND (x.until_on IS NULL OR x.until_on > ${today}) AND x.revoked_at IS NULL`;
    return this.db.rows<InRound>(sql`
      SELECT p.id AS person_id, p.given_name, p.email, p.phone, p.language, a.due_on, ed.title_es, ed.title_en,
        CASE WHEN k.password_hash IS NOT NULL OR k.pin_hash IS NOT NULL THEN 1 ELSE 0 END AS has_access,
        CASE WHEN r.opened_at IS NOT NULL AND r.closed_at IS NULL AND a.completed_at IS NULL AND a.left_on IS NULL
          AND EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND ${here(today)})
          AND NOT EXISTS (SELECT 1 FROM absence x WHERE x.person_id = p.id AND x.from_on <= ${today} AND x.until_on > ${today} AND x.cancelled_at IS NULL)
          THEN 1 ELSE 0 END AS is_counted,
        CASE WHEN EXISTS (SELECT 1 ${exemption}) THEN 1 ELSE 0 END AS is_exempt,
        (SELECT MAX(x.until_on) ${exemption}) AS exempt_until,
        (SELECT COUNT(*) FROM notice n WHERE n.person_id = p.id AND n.round_id = r.id) AS said,
        (SELECT MAX(n.said_on) FROM notice n WHERE n.person_id = p.id AND n.round_id = r.id) AS last_said_on,
        (SELECT COUNT(*) FROM notice n WHERE n.person_id = p.id AND n.round_id = r.id AND n.template = ${template}) AS steps
      FROM assignment a
      JOIN person p ON p.id = a.person_id
      JOIN round r ON r.id = a.round_id
      JOIN edition ed ON ed.id = r.edition_id
      LEFT JOIN credential k ON k.id = p.id
      WHERE a.round_id = ${roundId} AND a.person_id IN (${list(personIds)})
      ORDER BY p.id`);
  }

  /** Those who answer for others and are here. */
  managers(ids: readonly PersonId[], today: CalendarDate): Promise<Manager[]> {
    return this.db.rows<Manager>(sql`
      SELECT p.id, p.given_name, p.email, p.phone, p.language FROM person p WHERE p.id IN (${list(ids)})
        AND EXISTS (SELECT 1 FROM engagement e WHERE e.person_id = p.id AND ${here(today)})
      ORDER BY p.id`);
  }

  /** The round of which messages are counted: the company's that opened last. The standing one for joiners is never it. */
  async latestRound(): Promise<RoundId | null> {
    return (await this.db.row<{ id: RoundId }>(sql`SELECT id FROM round WHERE kind = 'company' AND opened_at IS NOT NULL ORDER BY opened_at DESC, id DESC LIMIT 1`))?.id ?? null;
  }

  /** How many each of these has had about the round, and how many of that template. */
  async saidIn(roundId: RoundId, personIds: readonly PersonId[], template: string): Promise<Map<PersonId, { readonly said: number; readonly steps: number }>> {
    const rows = await this.db.rows<{ personId: PersonId; said: number; steps: number }>(sql`
      SELECT person_id, COUNT(*) AS said, COUNT(CASE WHEN template = ${template} THEN 1 END) AS steps FROM notice
      WHERE round_id = ${roundId} AND person_id IN (${list(personIds)}) GROUP BY person_id`);
    return new Map(rows.map(({ personId, ...counts }) => [personId, counts]));
  }

  /** Of whom each of these managers has heard that they are back, and when, from a day on. */
  async returnsTold(managerIds: readonly PersonId[], since: CalendarDate): Promise<Set<string>> {
    const rows = await this.db.rows<{ managerId: PersonId; personId: PersonId; backOn: CalendarDate }>(sql`
      SELECT manager_id, person_id, back_on FROM return_notice WHERE back_on >= ${since} AND manager_id IN (${list(managerIds)})`);
    return new Set(rows.map(({ managerId, personId, backOn }) => returnKey(managerId, personId, backOn)));
  }

  /** False when somebody else has just told them. */
  async addReturn(notice: ReturnNoticeRow): Promise<boolean> {
    return (await this.db.insert('return_notice', [notice], 'nothing')) === 1;
  }

  /** False when somebody else has just said it. */
  async add(notice: NoticeRow): Promise<boolean> {
    return (await this.db.insert('notice', [notice], 'nothing')) === 1;
  }
}

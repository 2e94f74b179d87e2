import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { ExtensionId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { lineOf } from '#modules/people';
import { Database } from '#platform/database/database';
import { list, raw, sql } from '#platform/database/sql';
import type { Circumstances } from '../domain/circumstances';
import { type Due, dueWithMore } from '../domain/due-date';

/** Somebody waits for an answer. */
export interface ExtensionRequest extends Due {
  readonly id: ExtensionId;
  readonly personId: PersonId;
  readonly name: string;
  readonly code: string;
  readonly days: number;
  readonly reason: string;
  readonly askedAt: Instant;
  /** Null where the roster names no manager: HR decides. */
  readonly manager: string | null;
  /** Where the date would come to lie. */
  readonly thenOn: CalendarDate;
}

@Injectable()
export class ExtensionRequests {
  constructor(private readonly database: Database) {}

  /** Whose date comes soonest first; of one manager's line, or of the whole company. */
  async waiting(on: CalendarDate, managerId: PersonId | null): Promise<ExtensionRequest[]> {
    const rows = await this.database.rows<Omit<ExtensionRequest, 'thenOn'>>(sql`
      SELECT x.id, x.person_id, p.given_name || ' ' || p.family_name AS name, r.code, x.days, x.reason, x.asked_at,
        a.due_on, a.due_reason, a.absence_days, a.extension_days,
        (SELECT m.given_name || ' ' || m.family_name FROM engagement e JOIN person m ON m.id = e.manager_id
          WHERE e.person_id = p.id AND e.from_on <= ${on} AND (e.until_on IS NULL OR e.until_on > ${on}) ORDER BY e.from_on DESC LIMIT 1) AS manager
      FROM extension x JOIN person p ON p.id = x.person_id JOIN round r ON r.id = x.round_id
        JOIN assignment a ON a.person_id = x.person_id AND a.round_id = x.round_id
      WHERE x.decided_at IS NULL AND r.closed_at IS NULL AND a.completed_at IS NULL AND a.left_on IS NULL
        ${managerId === null ? raw('') : sql`AND x.person_id IN (${lineOf(managerId, on)})`}
      ORDER BY a.due_on, x.asked_at LIMIT ${MOST}`);
    const away = await this.absences(rows.map(({ personId }) => personId));
    return rows.map((row) => ({ ...row, thenOn: dueWithMore(row.dueOn, row.days, away.get(row.personId) ?? []) }));
  }

  private async absences(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Circumstances['absences']>> {
    const found = new Map<PersonId, Circumstances['absences']>();
    if (ids.length === 0) return found;
    const rows = await this.database.rows<{ personId: PersonId; fromOn: CalendarDate; untilOn: CalendarDate }>(
      sql`SELECT person_id, from_on, until_on FROM absence WHERE person_id IN (${list(ids)}) AND cancelled_at IS NULL`,
    );
    for (const { personId, ...days } of rows) found.set(personId, [...(found.get(personId) ?? []), days]);
    return found;
  }

  async isInLine(managerId: PersonId, personId: PersonId, on: CalendarDate): Promise<boolean> {
    return (await this.database.row(sql`SELECT own.person_id FROM (${lineOf(managerId, on)}) AS own WHERE own.person_id = ${personId}`)) !== null;
  }
}

/** A page of decisions is for one sitting; what remains comes up when these are decided. */
const MOST = 200;

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { ExtensionId, PersonId, RoundId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { lineOf } from '#modules/people';
import { Database } from '#platform/database/database';
import { raw, sql } from '#platform/database/sql';
import { rosterOf } from '../domain/assignment';
import { type Due, dueOf } from '../domain/due-date';
import type { RoundKind } from '../domain/round';
import { AssignmentsRepository } from './assignments.repository';

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

interface WaitingRow extends Omit<ExtensionRequest, 'thenOn'> {
  readonly roundId: RoundId;
  readonly roundKind: RoundKind;
  readonly opensOn: CalendarDate;
  readonly roundDueOn: CalendarDate;
}

@Injectable()
export class ExtensionRequests {
  constructor(
    private readonly database: Database,
    private readonly assignments: AssignmentsRepository,
  ) {}

  /** Whose date comes soonest first; of one manager's line, or of the whole company. */
  async waiting(on: CalendarDate, managerId: PersonId | null): Promise<ExtensionRequest[]> {
    const rows = await this.database.rows<WaitingRow>(sql`
      SELECT x.id, x.person_id, p.given_name || ' ' || p.family_name AS name, r.code, x.days, x.reason, x.asked_at,
        a.due_on, a.due_reason, a.absence_days, a.extension_days, r.id AS round_id, r.kind AS round_kind, r.opens_on, r.due_on AS round_due_on,
        (SELECT m.given_name || ' ' || m.family_name FROM engagement e JOIN person m ON m.id = e.manager_id
          WHERE e.person_id = p.id AND e.from_on <= ${on} AND (e.until_on IS NULL OR e.until_on > ${on}) ORDER BY e.from_on DESC LIMIT 1) AS manager
      FROM extension x JOIN person p ON p.id = x.person_id JOIN round r ON r.id = x.round_id
        JOIN assignment a ON a.person_id = x.person_id AND a.round_id = x.round_id
      WHERE x.decided_at IS NULL AND r.closed_at IS NULL AND a.completed_at IS NULL AND a.left_on IS NULL
        ${managerId === null ? raw('') : sql`AND x.person_id IN (${lineOf(managerId, on)})`}
      ORDER BY a.due_on, x.asked_at LIMIT ${MOST}`);
    const granted = new Map<ExtensionId, CalendarDate>();
    for (const roundId of new Set(rows.map((row) => row.roundId)))
      for (const [id, dueOn] of await this.granted(rows.filter((row) => row.roundId === roundId), on)) granted.set(id, dueOn);
    return rows.map((row) => ({ ...row, thenOn: granted.get(row.id) ?? row.dueOn }));
  }

  /** By the rule itself, for requests of one round: more time may reach into an absence, or to an exemption that would have come too late. */
  private async granted(rows: readonly WaitingRow[], on: CalendarDate): Promise<[ExtensionId, CalendarDate][]> {
    const [first] = rows;
    if (!first) return [];
    const round = { id: first.roundId, kind: first.roundKind, opensOn: first.opensOn, dueOn: first.roundDueOn };
    const people = { ids: rows.map(({ personId }) => personId) };
    const circumstances = await this.assignments.circumstances(people, round);
    const members = rosterOf(round, await this.assignments.spans(people, round, on), on, circumstances);
    const memberOf = new Map(members.map((member) => [member.personId, member]));
    return rows.flatMap(({ id, personId, days }): [ExtensionId, CalendarDate][] => {
      const member = memberOf.get(personId);
      if (!member) return [];
      const extensionDays = member.circumstances.extensionDays + days;
      return [[id, dueOf(round, member.startOn, { ...member.circumstances, extensionDays }).dueOn]];
    });
  }

  async isInLine(managerId: PersonId, personId: PersonId, on: CalendarDate): Promise<boolean> {
    return (await this.database.row(sql`SELECT own.person_id FROM (${lineOf(managerId, on)}) AS own WHERE own.person_id = ${personId}`)) !== null;
  }
}

/** A page of decisions is for one sitting; what remains comes up when these are decided. */
const MOST = 200;

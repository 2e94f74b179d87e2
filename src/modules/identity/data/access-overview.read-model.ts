import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId, TeamId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { type Sql, sql } from '#platform/database/sql';

export interface GroupWithoutAccess {
  readonly teamId: TeamId | null;
  readonly name: string | null;
  readonly people: number;
}

export interface PersonAccess {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly hasPassword: number;
  readonly hasPin: number;
  readonly changedAt: Instant | null;
  readonly lockedUntil: Instant | null;
  /** Until when the newest open link and slip are good. */
  readonly linkUntil: Instant | null;
  readonly slipUntil: Instant | null;
}

/** Who cannot get in yet, and how one person does. */
@Injectable()
export class AccessOverview {
  constructor(private readonly db: Database) {}

  /** By team, those who are here or announced and have neither password nor PIN. */
  groups(today: CalendarDate): Promise<GroupWithoutAccess[]> {
    return this.db.rows(sql`
      SELECT e.team_id, t.name, COUNT(DISTINCT p.id) AS people
      ${withoutAccess(today)}
      GROUP BY e.team_id, t.name ORDER BY t.name`);
  }

  async totals(today: CalendarDate, now: Instant): Promise<{ readonly people: number; readonly withSlip: number }> {
    const found = await this.db.row<{ people: number; withSlip: number }>(sql`
      SELECT COUNT(DISTINCT p.id) AS people, COUNT(DISTINCT a.person_id) AS with_slip
      ${withoutAccess(today, sql`
        LEFT JOIN activation a ON a.person_id = p.id AND a.purpose = 'slip' AND a.used_at IS NULL AND a.replaced_at IS NULL AND a.expires_at > ${now}`)}`);
    return found ?? { people: 0, withSlip: 0 };
  }

  /** Of one team (null: of none), or of all. */
  async peopleWithoutAccess(today: CalendarDate, team: TeamId | null | 'all'): Promise<PersonId[]> {
    const ofTeam = team === 'all' ? sql`` : team === null ? sql`AND e.team_id IS NULL` : sql`AND e.team_id = ${team}`;
    const rows = await this.db.rows<{ id: PersonId }>(sql`SELECT DISTINCT p.id ${withoutAccess(today)} ${ofTeam}`);
    return rows.map(({ id }) => id);
  }

  of(personId: PersonId, now: Instant): Promise<PersonAccess | null> {
    const openUntil = (purpose: string): Sql => sql`(SELECT MAX(a.expires_at) FROM activation a WHERE a.person_id = p.id AND a.purpose = ${purpose}
      AND a.used_at IS NULL AND a.replaced_at IS NULL AND a.expires_at > ${now})`;
    return this.db.row(sql`
      SELECT p.given_name, p.family_name, p.email, c.changed_at,
        CASE WHEN c.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
        CASE WHEN c.pin_hash IS NULL THEN 0 ELSE 1 END AS has_pin,
        CASE WHEN c.locked_until > ${now} THEN c.locked_until ELSE NULL END AS locked_until,
        ${openUntil('link')} AS link_until, ${openUntil('slip')} AS slip_until
      FROM person p LEFT JOIN credential c ON c.id = p.id WHERE p.id = ${personId}`);
  }
}

function withoutAccess(today: CalendarDate, also: Sql = sql``): Sql {
  return sql`
    FROM person p
    JOIN engagement e ON e.person_id = p.id AND (e.until_on IS NULL OR (e.until_on > ${today} AND e.until_on > e.from_on))
    LEFT JOIN team t ON t.id = e.team_id
    LEFT JOIN credential c ON c.id = p.id ${also}
    WHERE c.password_hash IS NULL AND c.pin_hash IS NULL`;
}

import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonActor } from '#kernel/context';
import type { Id, PersonId, SupplierId, TeamId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { list, type Sql, sql } from '#platform/database/sql';
import { withinReach } from './reach';

/** Those to let in: everybody, one team (null: of none), or the people of one supplier. */
export type AccessGroup =
  | { readonly kind: 'all' }
  | { readonly kind: 'team'; readonly id: TeamId | null }
  | { readonly kind: 'supplier'; readonly id: SupplierId };

export interface GroupWithoutAccess {
  readonly id: string | null;
  readonly name: string | null;
  readonly people: number;
}

export interface PeopleWithoutAccess {
  readonly people: number;
  readonly withSlip: number;
  readonly withPhone: number;
}

export interface PersonAccess {
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly hasPhone: number;
  readonly hasPassword: number;
  readonly hasPin: number;
  readonly changedAt: Instant | null;
  readonly lockedUntil: Instant | null;
  /** Until when the newest open way in of each kind is good. */
  readonly linkUntil: Instant | null;
  readonly smsUntil: Instant | null;
  readonly slipUntil: Instant | null;
  readonly helpUntil: Instant | null;
  /** The newest first way in by text message that nobody used, good or not any more. */
  readonly smsId: Id<'activation'> | null;
  /** The same, or the link of a forgotten PIN, whichever is newer. */
  readonly textId: Id<'activation'> | null;
}

/** Who cannot get in yet, and how one person does, for somebody who may help them. */
@Injectable()
export class AccessOverview {
  constructor(private readonly db: Database) {}

  /** By team, those who are here or announced and have neither password nor PIN. */
  teams(actor: PersonActor, today: CalendarDate): Promise<GroupWithoutAccess[]> {
    return this.db.rows(sql`
      SELECT e.team_id AS id, t.name, COUNT(DISTINCT p.id) AS people
      ${withoutAccess(actor, today, { kind: 'all' })}
      GROUP BY e.team_id, t.name ORDER BY t.name`);
  }

  /** The same by supplier. */
  suppliers(actor: PersonActor, today: CalendarDate): Promise<GroupWithoutAccess[]> {
    return this.db.rows(sql`
      SELECT e.supplier_id AS id, s.name, COUNT(DISTINCT p.id) AS people
      ${withoutAccess(actor, today, { kind: 'all' })} AND e.supplier_id IS NOT NULL
      GROUP BY e.supplier_id, s.name ORDER BY s.name`);
  }

  async totals(actor: PersonActor, today: CalendarDate, now: Instant, group: AccessGroup): Promise<PeopleWithoutAccess> {
    const withSlip = sql`
      LEFT JOIN activation a ON a.person_id = p.id AND a.purpose = 'slip' AND a.used_at IS NULL AND a.replaced_at IS NULL AND a.expires_at > ${now}`;
    const found = await this.db.row<PeopleWithoutAccess>(sql`
      SELECT COUNT(DISTINCT p.id) AS people, COUNT(DISTINCT a.person_id) AS with_slip,
        COUNT(DISTINCT CASE WHEN p.phone IS NULL THEN NULL ELSE p.id END) AS with_phone
      ${withoutAccess(actor, today, group, withSlip)}`);
    return found ?? { people: 0, withSlip: 0, withPhone: 0 };
  }

  async peopleWithoutAccess(actor: PersonActor, today: CalendarDate, group: AccessGroup): Promise<PersonId[]> {
    const rows = await this.db.rows<{ id: PersonId }>(sql`SELECT DISTINCT p.id ${withoutAccess(actor, today, group)}`);
    return rows.map(({ id }) => id);
  }

  /** What that group is called; null when it is not there, or nobody of it is for this actor to help. */
  async nameOf(actor: PersonActor, today: CalendarDate, group: { readonly kind: 'team' | 'supplier'; readonly id: string }): Promise<string | null> {
    // The own supplier is there for its coordinator also while none of its people need help.
    if (group.kind === 'supplier' && actor.supplierIds.some((id) => id === group.id))
      return (await this.db.row<{ name: string }>(sql`SELECT name FROM supplier WHERE id = ${group.id}`))?.name ?? null;
    const places = group.kind === 'team' ? sql`team g ON g.id = e.team_id` : sql`supplier g ON g.id = e.supplier_id`;
    const found = await this.db.row<{ name: string }>(sql`
      SELECT g.name FROM engagement e JOIN person p ON p.id = e.person_id JOIN ${places}
      WHERE g.id = ${group.id} AND ${notOver(today)} AND ${withinReach(actor, today)} LIMIT 1`);
    return found?.name ?? null;
  }

  async reaches(actor: PersonActor, today: CalendarDate, personId: PersonId): Promise<boolean> {
    return (await this.db.row(sql`SELECT p.id FROM person p WHERE p.id = ${personId} AND ${withinReach(actor, today)}`)) !== null;
  }

  of(personId: PersonId, now: Instant): Promise<PersonAccess | null> {
    const openUntil = (purpose: string): Sql => sql`(SELECT MAX(a.expires_at) FROM activation a WHERE a.person_id = p.id AND a.purpose = ${purpose}
      AND a.used_at IS NULL AND a.replaced_at IS NULL AND a.expires_at > ${now})`;
    const newest = (purposes: readonly string[]): Sql => sql`(SELECT a.id FROM activation a WHERE a.person_id = p.id AND a.purpose IN (${list(purposes)})
      AND a.used_at IS NULL AND a.replaced_at IS NULL ORDER BY a.created_at DESC, a.id DESC LIMIT 1)`;
    return this.db.row(sql`
      SELECT p.given_name, p.family_name, p.email, c.changed_at,
        CASE WHEN p.phone IS NULL THEN 0 ELSE 1 END AS has_phone,
        CASE WHEN c.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
        CASE WHEN c.pin_hash IS NULL THEN 0 ELSE 1 END AS has_pin,
        CASE WHEN c.locked_until > ${now} THEN c.locked_until ELSE NULL END AS locked_until,
        ${openUntil('link')} AS link_until, ${openUntil('sms')} AS sms_until, ${openUntil('slip')} AS slip_until, ${openUntil('help')} AS help_until,
        ${newest(['sms'])} AS sms_id, ${newest(['sms', 'forgot'])} AS text_id
      FROM person p LEFT JOIN credential c ON c.id = p.id WHERE p.id = ${personId}`);
  }
}

const notOver = (today: CalendarDate): Sql => sql`(e.until_on IS NULL OR (e.until_on > ${today} AND e.until_on > e.from_on))`;

function withoutAccess(actor: PersonActor, today: CalendarDate, group: AccessGroup, also: Sql = sql``): Sql {
  return sql`
    FROM person p
    JOIN engagement e ON e.person_id = p.id AND ${notOver(today)}
    LEFT JOIN team t ON t.id = e.team_id
    LEFT JOIN supplier s ON s.id = e.supplier_id
    LEFT JOIN credential c ON c.id = p.id ${also}
    WHERE c.password_hash IS NULL AND c.pin_hash IS NULL AND ${ofGroup(group)} AND ${withinReach(actor, today)}`;
}

function ofGroup(group: AccessGroup): Sql {
  switch (group.kind) {
    case 'all':
      return sql`1 = 1`;
    case 'team':
      return group.id === null ? sql`e.team_id IS NULL` : sql`e.team_id = ${group.id}`;
    case 'supplier':
      return sql`e.supplier_id = ${group.id}`;
  }
}

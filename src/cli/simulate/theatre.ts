import type { CalendarDate } from '#kernel/calendar-date';
import type { Actor, Context } from '#kernel/context';
import type { PersonId } from '#kernel/id';
import { dateIn, type Instant, plusMinutes, startOfDay } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { JobRunner } from '#platform/jobs/jobs';
import { Clock } from '#platform/time/clock';
import { Contexts } from '#platform/time/contexts';
import type { Desk } from '../command';

export const ZONE = 'America/Lima';

/** Somebody of the scratch company, as the database knows them. */
export interface Person {
  readonly personId: PersonId;
  readonly code: string;
  readonly name: string;
}

/** The real services under a clock that we move. */
export class Theatre {
  private known = new Map<string, Person>();

  constructor(private readonly desk: Desk) {}

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.desk.get(token);
  }

  /** Sets the clock, once everything that was asked for before has run. */
  async at(day: CalendarDate, minutes: number): Promise<Instant> {
    await this.get(JobRunner).settled();
    const moment = plusMinutes(startOfDay(ZONE, day), minutes);
    this.get(Clock).stopAt(moment);
    return moment;
  }

  system(): Context {
    return this.get(Contexts).system('simulate');
  }

  as({ personId, name }: Person, roles: readonly 'hr'[] = []): Context {
    const actor: Actor = { kind: 'person', personId, name, roles, isManager: false, supplierIds: [] };
    const ctx = this.system();
    return { ...ctx, actor, today: dateIn(ZONE, ctx.now) };
  }

  /** Reads everybody again: after a roster file. */
  async meetEverybody(): Promise<void> {
    const people = await this.get(Database).rows<Person>(
      sql`SELECT id AS person_id, person_code AS code, given_name || ' ' || family_name AS name FROM person`,
    );
    this.known = new Map(people.map((person) => [person.code, person]));
  }

  person(code: string): Person {
    const found = this.known.get(code);
    if (!found) throw new Error(`${code} is not on the roster`);
    return found;
  }

  /** Undefined for somebody whom no file has brought yet. */
  find(code: string): Person | undefined {
    return this.known.get(code);
  }

  async absentOn(today: CalendarDate): Promise<ReadonlySet<PersonId>> {
    const rows = await this.get(Database).rows<{ personId: PersonId }>(
      sql`SELECT person_id FROM absence WHERE cancelled_at IS NULL AND from_on <= ${today} AND until_on > ${today}`,
    );
    return new Set(rows.map(({ personId }) => personId));
  }
}

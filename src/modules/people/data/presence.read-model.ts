import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import type { Locale } from '#kernel/locale';
import { Database } from '#platform/database/database';
import { list, sql } from '#platform/database/sql';

export interface Addressee {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly language: Locale;
}

@Injectable()
export class PresenceReadModel {
  constructor(private readonly db: Database) {}

  /** Of these people, those with an engagement on that day. */
  async hereAmong(ids: readonly PersonId[], on: CalendarDate): Promise<PersonId[]> {
    const rows = await this.db.rows<{ personId: PersonId }>(sql`
      SELECT DISTINCT person_id FROM engagement
      WHERE person_id IN (${list([...new Set(ids)])}) AND from_on <= ${on} AND (until_on IS NULL OR until_on > ${on})`);
    return rows.map(({ personId }) => personId);
  }

  /** Of these people, those who are here and can be written to. */
  addressees(ids: readonly PersonId[], on: CalendarDate): Promise<Addressee[]> {
    return this.db.rows(sql`
      SELECT DISTINCT p.id, p.given_name AS name, p.email, p.language FROM person p JOIN engagement e ON e.person_id = p.id
      WHERE p.id IN (${list([...new Set(ids)])}) AND p.email IS NOT NULL
        AND e.from_on <= ${on} AND (e.until_on IS NULL OR e.until_on > ${on}) ORDER BY p.id`);
  }
}

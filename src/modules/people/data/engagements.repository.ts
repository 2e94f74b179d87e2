import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { EngagementId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { EngagementTerms, Placement } from '../domain/engagement-change';
import type { Engagement } from '../domain/person';
import { lineOf } from './line';

@Injectable()
export class Engagements {
  constructor(private readonly db: Database) {}

  find(id: EngagementId): Promise<Engagement | null> {
    return this.db.row(sql`SELECT * FROM engagement WHERE id = ${id}`);
  }

  /** Oldest first. */
  of(personId: PersonId): Promise<Engagement[]> {
    return this.db.rows(sql`SELECT * FROM engagement WHERE person_id = ${personId} ORDER BY from_on, id`);
  }

  async add(id: EngagementId, personId: PersonId, terms: EngagementTerms, recordedAt: Instant): Promise<void> {
    await this.db.insert('engagement', [{ id, personId, ...terms, recordedAt }]);
  }

  async place(id: EngagementId, { teamId, siteId, jobTitle, managerId }: Placement): Promise<void> {
    await this.db.update('engagement', id, { teamId, siteId, jobTitle, managerId });
  }

  async end(id: EngagementId, untilOn: CalendarDate): Promise<void> {
    await this.db.update('engagement', id, { untilOn });
  }

  /** Whether that person answers for this one already, directly or through others. */
  async answersFor(managerId: PersonId, personId: PersonId, on: CalendarDate): Promise<boolean> {
    return (await this.db.row(sql`SELECT own.person_id FROM (${lineOf(managerId, on)}) AS own WHERE own.person_id = ${personId}`)) !== null;
  }
}

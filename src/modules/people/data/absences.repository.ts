import { Injectable } from '@nestjs/common';
import type { AbsenceId, PersonId } from '#kernel/id';
import type { Instant } from '#kernel/instant';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { Absence, AbsenceSpan } from '../domain/absence';

@Injectable()
export class Absences {
  constructor(private readonly db: Database) {}

  find(id: AbsenceId): Promise<Absence | null> {
    return this.db.row(sql`SELECT * FROM absence WHERE id = ${id}`);
  }

  /** Oldest first, without the cancelled ones. */
  liveOf(personId: PersonId): Promise<Absence[]> {
    return this.db.rows(sql`SELECT * FROM absence WHERE person_id = ${personId} AND cancelled_at IS NULL ORDER BY from_on`);
  }

  async add(absence: Absence): Promise<void> {
    await this.db.insert('absence', [absence]);
  }

  async change(id: AbsenceId, { kind, fromOn, untilOn }: AbsenceSpan): Promise<void> {
    await this.db.update('absence', id, { kind, fromOn, untilOn });
  }

  /** False when it was cancelled before. */
  async cancel(id: AbsenceId, by: PersonId | null, now: Instant): Promise<boolean> {
    return (await this.db.execute(sql`UPDATE absence SET cancelled_at = ${now}, cancelled_by = ${by} WHERE id = ${id} AND cancelled_at IS NULL`)) === 1;
  }
}

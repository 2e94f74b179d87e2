import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '#kernel/calendar-date';
import type { PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import type { KnownFacts } from '../domain/second-fact';

@Injectable()
export class SecondFacts {
  constructor(private readonly db: Database) {}

  of(personId: PersonId): Promise<KnownFacts | null> {
    return this.db.row(sql`SELECT national_id, phone, birth_year FROM person WHERE id = ${personId}`);
  }

  /** Books a wrong answer before it is judged, and says how many that makes today. The row stays locked until the unit of work ends. */
  async bookTry(personId: PersonId, today: CalendarDate): Promise<number> {
    await this.db.execute(sql`
      INSERT INTO fact_try (id, on_day, failures) VALUES (${personId}, ${today}, 1)
      ON CONFLICT (id) DO UPDATE SET failures = CASE WHEN fact_try.on_day = excluded.on_day THEN fact_try.failures + 1 ELSE 1 END, on_day = excluded.on_day`);
    const booked = await this.db.row<{ failures: number }>(sql`SELECT failures FROM fact_try WHERE id = ${personId}`);
    return booked?.failures ?? 1;
  }

  /** The answer was right: it does not count. */
  async pardon(personId: PersonId): Promise<void> {
    await this.db.execute(sql`UPDATE fact_try SET failures = failures - 1 WHERE id = ${personId} AND failures > 0`);
  }
}

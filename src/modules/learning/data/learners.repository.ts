import { Injectable } from '@nestjs/common';
import type { PersonId } from '#kernel/id';
import { Database } from '#platform/database/database';
import { sql } from '#platform/database/sql';
import { UnitOfWork } from '#platform/database/unit-of-work';
import type { Audience } from '../domain/progress';

@Injectable()
export class LearnersRepository {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * Whatever one person does at once, in two tabs or with fifty presses, happens one after the other from here to the end of the
   * unit of work; so each sees what the one before did, and exactly one of them completes.
   */
  async queue(personId: PersonId): Promise<void> {
    await this.work.once(`learner ${personId}`, async () => {
      await this.database.execute(
        sql`INSERT INTO learner (id, audience) VALUES (${personId}, NULL) ON CONFLICT (id) DO UPDATE SET audience = learner.audience`,
      );
    });
  }

  async prefer(personId: PersonId, audience: Audience): Promise<void> {
    await this.database.execute(
      sql`INSERT INTO learner (id, audience) VALUES (${personId}, ${audience}) ON CONFLICT (id) DO UPDATE SET audience = excluded.audience`,
    );
  }
}

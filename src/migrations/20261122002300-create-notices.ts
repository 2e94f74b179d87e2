import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** What was said to whom about a round, so that nothing is said twice. */
export class CreateNotices20261122002300 implements MigrationInterface {
  name = 'CreateNotices20261122002300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'notice',
        {
          id: id(),
          person_id: reference('person'),
          round_id: reference('round'),
          template: shortText(40),
          step: wholeNumber(),
          channel: shortText(10),
          said_on: calendarDate(),
          said_at: instant(),
          said_by: reference('person', { nullable: true }),
        },
        { unique: [['person_id', 'round_id', 'template', 'step']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, reference, table } from '#platform/database/columns';

/** Of whom and of which day each manager has been told, so that another message speaks of those who are new. */
export class RememberReturnsTold20261126003100 implements MigrationInterface {
  name = 'RememberReturnsTold20261126003100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'return_notice',
        { id: id(), manager_id: reference('person'), person_id: reference('person'), back_on: calendarDate(), said_at: instant() },
        { unique: [['manager_id', 'person_id', 'back_on']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** How a person wants to be named where anybody may look, and the place of each badge in the lists of those that no longer hold. */
export class CreateBadges20261125000400 implements MigrationInterface {
  name = 'CreateBadges20261125000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma_holder',
        { id: id(), person_id: reference('person'), shown_as: shortText(10), chosen_at: instant() },
        { unique: [['person_id']] },
      ),
    );
    await runner.createTable(
      table(
        'badge_status',
        {
          id: id(),
          diploma_id: reference('diploma'),
          list: wholeNumber(),
          position: wholeNumber(),
          salt: shortText(40),
          allotted_at: instant(),
        },
        { unique: [['diploma_id'], ['list', 'position']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

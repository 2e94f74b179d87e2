import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, reference, shortText, table } from '#platform/database/columns';

/** What was handed out of each diploma, by its digest: a later release draws other bytes, and what an earlier one drew stays authentic. */
export class RememberDiplomaFiles20261125005000 implements MigrationInterface {
  name = 'RememberDiplomaFiles20261125005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma_file',
        { id: id(), diploma_id: reference('diploma'), digest: shortText(64), handed_out_at: instant() },
        { unique: [['diploma_id', 'digest']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

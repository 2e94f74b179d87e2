import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, reference, table } from '#platform/database/columns';

/** Of which decisions whoever had proposed has been told: of each once. */
export class CreateDecisionNotices20261126003200 implements MigrationInterface {
  name = 'CreateDecisionNotices20261126003200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'decision_notice',
        { id: id(), request_id: reference('joining_request'), told_id: reference('person'), said_at: instant() },
        { unique: [['request_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

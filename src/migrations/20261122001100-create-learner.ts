import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, shortText, table } from '#platform/database/columns';

export class CreateLearner20261122001100 implements MigrationInterface {
  name = 'CreateLearner20261122001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(table('learner', { id: id(), audience: shortText(20, { nullable: true }) }));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

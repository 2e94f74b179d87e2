import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { nameOf } from '#platform/database/columns';

/** How many assignments of a round are not closed is asked with every look at its coverage. */
export class IndexOpenAssignments20261122002310 implements MigrationInterface {
  name = 'IndexOpenAssignments20261122002310';

  async up(runner: QueryRunner): Promise<void> {
    const columnNames = ['round_id', 'left_on'];
    await runner.createIndex('assignment', new TableIndex({ name: nameOf.index('assignment', columnNames), columnNames }));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

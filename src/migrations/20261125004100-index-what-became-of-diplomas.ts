import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';
import { filledIn, nameOf } from '#platform/database/columns';

/** Whether anything became of a diploma is asked every quarter of an hour: it is told from the few that were replaced or taken back, not from all. */
export class IndexWhatBecameOfDiplomas20261125004100 implements MigrationInterface {
  name = 'IndexWhatBecameOfDiplomas20261125004100';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of ['superseded_at', 'revoked_at']) {
      const name = nameOf.index('diploma', [column]);
      await runner.createIndex('diploma', new TableIndex({ name, columnNames: [column], where: filledIn(column) }));
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

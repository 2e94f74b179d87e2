import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table } from '#platform/database/columns';

export class CreateAccreditation20261122000700 implements MigrationInterface {
  name = 'CreateAccreditation20261122000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma',
        {
          id: id(),
          code: shortText(40),
          completion_id: reference('completion'),
          person_id: reference('person'),
          edition_id: reference('edition'),
          snapshot: longText(),
          snapshot_hash: shortText(64),
          issued_at: instant(),
          superseded_at: instant({ nullable: true }),
          superseded_by: reference('diploma', { nullable: true }),
          revoked_at: instant({ nullable: true }),
          revoked_reason: shortText(40, { nullable: true }),
        },
        { unique: [['code'], ['completion_id']], indexes: [['person_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, reference, shortText, table } from '#platform/database/columns';

/** The links by which people reach their own diplomas without an account. Of the secret there is only a hash. */
export class CreateDiplomaLinks20261125002000 implements MigrationInterface {
  name = 'CreateDiplomaLinks20261125002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma_link',
        {
          id: id(),
          person_id: reference('person'),
          secret_hash: shortText(64),
          sent_to: shortText(80, { nullable: true }),
          created_at: instant(),
          last_used_at: instant({ nullable: true }),
          revoked_at: instant({ nullable: true }),
        },
        { unique: [['secret_hash']], indexes: [['person_id']] },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('diploma_link');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, reference, shortText, table, wholeNumber } from '#platform/database/columns';

export class CreateIdentity20261122000300 implements MigrationInterface {
  name = 'CreateIdentity20261122000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'session',
        {
          id: id(),
          token_hash: shortText(64),
          person_id: reference('person'),
          created_at: instant(),
          seen_at: instant(),
          expires_at: instant(),
        },
        { unique: [['token_hash']], indexes: [['person_id'], ['expires_at']] },
      ),
    );
    await runner.createTable(
      table('credential', {
        id: id(),
        password_hash: shortText(200, { nullable: true }),
        pin_hash: shortText(200, { nullable: true }),
        failures: wholeNumber(),
        locked_until: instant({ nullable: true }),
        changed_at: instant(),
      }),
    );
    await runner.createTable(
      table(
        'role_grant',
        {
          id: id(),
          person_id: reference('person'),
          role: shortText(20),
          supplier_id: reference('supplier', { nullable: true }),
          granted_at: instant(),
          granted_by: reference('person', { nullable: true }),
          revoked_at: instant({ nullable: true }),
        },
        { indexes: [['person_id']] },
      ),
    );
    await runner.createTable(
      table(
        'activation',
        {
          id: id(),
          person_id: reference('person', { nullable: true }),
          purpose: shortText(10),
          secret_hash: shortText(64),
          created_at: instant(),
          created_by: reference('person', { nullable: true }),
          expires_at: instant(),
          used_at: instant({ nullable: true }),
          replaced_at: instant({ nullable: true }),
        },
        { unique: [['secret_hash']], indexes: [['person_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, shortText, table, wholeNumber } from '#platform/database/columns';

/** What the company signs with. The row that is in use carries a mark that is unique; the others keep theirs empty. */
export class CreateSigning20261125000200 implements MigrationInterface {
  name = 'CreateSigning20261125000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'signing_key',
        {
          id: id(),
          algorithm: shortText(10),
          used_for: shortText(10),
          in_use: shortText(10, { nullable: true }),
          public_jwk: longText(),
          private_key: longText(),
          created_at: instant(),
          retired_at: instant({ nullable: true }),
        },
        { unique: [['in_use']] },
      ),
    );
    await runner.createTable(
      table(
        'company_certificate',
        {
          id: id(),
          subject: shortText(1000),
          issuer: shortText(1000),
          serial: shortText(80),
          not_before: instant(),
          not_after: instant(),
          fingerprint: shortText(64),
          chain: longText(),
          private_key: longText(),
          self_made: wholeNumber(),
          in_use: shortText(10, { nullable: true }),
          added_at: instant(),
          retired_at: instant({ nullable: true }),
        },
        { unique: [['in_use']], indexes: [['fingerprint']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** The digital signature of a diploma's PDF: made once, so that the file stays the same after the certificate is renewed. */
export class KeepDiplomaSignatures20261125000800 implements MigrationInterface {
  name = 'KeepDiplomaSignatures20261125000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma_signature',
        {
          id: id(),
          diploma_id: reference('diploma'),
          digest: shortText(64),
          reserve: wholeNumber(),
          signature: longText(),
          fingerprint: shortText(64),
          signed_at: instant(),
          timestamped_at: instant({ nullable: true }),
        },
        { unique: [['diploma_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

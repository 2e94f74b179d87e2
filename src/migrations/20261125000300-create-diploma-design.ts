import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** How diplomas look and who signs them, in versions: drafted, approved, retired, and never deleted. */
export class CreateDiplomaDesign20261125000300 implements MigrationInterface {
  name = 'CreateDiplomaDesign20261125000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma_design',
        {
          id: id(),
          number: wholeNumber(),
          template: shortText(12),
          paper: shortText(8),
          hue: wholeNumber({ nullable: true }),
          logo_hash: shortText(64, { nullable: true }),
          seal_hash: shortText(64, { nullable: true }),
          signatories: longText(),
          wording: longText(),
          created_at: instant(),
          created_by: reference('person', { nullable: true }),
          approved_at: instant({ nullable: true }),
          approved_by: reference('person', { nullable: true }),
          retired_at: instant({ nullable: true }),
        },
        { unique: [['number']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

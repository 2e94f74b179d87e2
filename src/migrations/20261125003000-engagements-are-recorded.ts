import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an engagement came to be known, which may be long after its first day. Of the earlier ones nobody knows. */
export class EngagementsAreRecorded20261125003000 implements MigrationInterface {
  name = 'EngagementsAreRecorded20261125003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE engagement ADD COLUMN recorded_at varchar(24) CONSTRAINT "ck_engagement__recorded_at" CHECK (length(recorded_at) <= 24)',
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

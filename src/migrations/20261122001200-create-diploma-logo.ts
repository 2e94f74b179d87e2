import type { MigrationInterface, QueryRunner } from 'typeorm';
import { longText, shortText, table } from '#platform/database/columns';

/** The logos that diplomas were issued with, by what they contain: a new logo must not change diplomas of years ago. */
export class CreateDiplomaLogo20261122001200 implements MigrationInterface {
  name = 'CreateDiplomaLogo20261122001200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(table('diploma_logo', { hash: shortText(64, { primary: true }), content: longText() }));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

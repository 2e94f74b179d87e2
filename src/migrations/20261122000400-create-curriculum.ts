import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

export class CreateCurriculum20261122000400 implements MigrationInterface {
  name = 'CreateCurriculum20261122000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'edition',
        {
          id: id(),
          unit: shortText(80),
          number: wholeNumber(),
          content_hash: shortText(64),
          title_es: shortText(200),
          title_en: shortText(200),
          content: longText(),
          published_at: instant(),
          published_by: reference('person', { nullable: true }),
        },
        {
          unique: [
            ['unit', 'content_hash'],
            ['unit', 'number'],
          ],
        },
      ),
    );
    await runner.createTable(
      table(
        'edition_image',
        { id: id(), edition_id: reference('edition'), file: shortText(120), content: longText() },
        { unique: [['edition_id', 'file']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

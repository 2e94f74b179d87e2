import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** Many diplomas as one file: who asked for which, how far it has got, and until when it is kept. */
export class CreateDownloads20261125000500 implements MigrationInterface {
  name = 'CreateDownloads20261125000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'diploma_download',
        {
          id: id(),
          person_id: reference('person'),
          kind: shortText(8),
          manager_id: reference('person', { nullable: true }),
          supplier_ids: longText({ nullable: true }),
          round: shortText(20, { nullable: true }),
          team_id: reference('team', { nullable: true }),
          site_id: reference('site', { nullable: true }),
          locale: shortText(5),
          question: shortText(64),
          asked_slot: wholeNumber(),
          asked_at: instant(),
          state: shortText(10),
          total: wholeNumber(),
          drawn: wholeNumber(),
          left_out: longText({ nullable: true }),
          attempts: wholeNumber(),
          lease_until: instant({ nullable: true }),
          started_at: instant({ nullable: true }),
          finished_at: instant({ nullable: true }),
          expires_at: instant({ nullable: true }),
          downloaded_at: instant({ nullable: true }),
          file_name: shortText(200, { nullable: true }),
          kilobytes: wholeNumber({ nullable: true }),
          problem: shortText(20, { nullable: true }),
        },
        { unique: [['question', 'asked_slot']], indexes: [['person_id'], ['state']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** What each import wrote, so that it can be taken back; and how the columns of a source are called. */
export class CreateRosterUndo20261122002000 implements MigrationInterface {
  name = 'CreateRosterUndo20261122002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'roster_change',
        {
          import_id: shortText(36, { primary: true }),
          seq: wholeNumber({ primary: true }),
          what: shortText(12),
          row_id: shortText(36),
          was: longText({ nullable: true }),
          wrote: longText(),
        },
        { indexes: [['row_id']] },
      ),
    );
    await runner.createTable(
      table('roster_undo', {
        import_id: shortText(36, { primary: true }),
        undone_at: instant(),
        undone_by: reference('person', { nullable: true }),
        taken_back: wholeNumber(),
        kept: wholeNumber(),
      }),
    );
    await runner.createTable(
      table('roster_undo_rest', {
        import_id: shortText(36, { primary: true }),
        seq: wholeNumber({ primary: true }),
        person_code: shortText(60),
        name: shortText(420),
        field: shortText(40),
        reason: shortText(40),
        detail: longText(),
      }),
    );
    await runner.createTable(
      table('roster_source', {
        import_id: shortText(36, { primary: true }),
        signature: shortText(64),
        headings: longText(),
        samples: longText(),
        columns: longText({ nullable: true }),
        content: longText({ nullable: true }),
        kept_at: instant(),
      }),
    );
    await runner.createTable(
      table(
        'roster_mapping',
        {
          id: id(),
          signature: shortText(64),
          pattern: shortText(200),
          columns: longText(),
          made_at: instant(),
          made_by: reference('person', { nullable: true }),
          used_at: instant(),
        },
        { unique: [['signature', 'pattern']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

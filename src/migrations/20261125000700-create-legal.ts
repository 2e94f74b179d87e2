import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** What the laws of countries ask for: which packs are in use, what is known under their fields, and the papers made from it. */
export class CreateLegal20261125000700 implements MigrationInterface {
  name = 'CreateLegal20261125000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('legal_pack', { id: id(), pack: shortText(40), in_use_from: calendarDate(), set_at: instant() }, { unique: [['pack']] }),
    );
    await runner.createTable(
      table(
        'legal_value',
        {
          id: id(),
          pack: shortText(40),
          scope: shortText(10),
          subject: shortText(80),
          field: shortText(40),
          value: shortText(300),
          set_at: instant(),
        },
        { unique: [['pack', 'scope', 'subject', 'field']] },
      ),
    );
    await runner.createTable(
      table(
        'legal_person_value',
        { id: id(), pack: shortText(40), person_id: reference('person'), field: shortText(40), value: shortText(300), set_at: instant() },
        { unique: [['person_id', 'pack', 'field']] },
      ),
    );
    await runner.createTable(
      table(
        'legal_paper',
        {
          id: id(),
          pack: shortText(40),
          completion_id: reference('completion'),
          person_id: reference('person'),
          issue: wholeNumber(),
          content: longText(),
          issued_at: instant(),
          due_on: calendarDate(),
          delivered_on: calendarDate({ nullable: true }),
          superseded_at: instant({ nullable: true }),
        },
        { unique: [['completion_id', 'pack', 'issue']], indexes: [['person_id'], ['pack', 'superseded_at', 'delivered_on']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

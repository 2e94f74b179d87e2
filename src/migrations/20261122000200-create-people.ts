import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

export class CreatePeople20261122000200 implements MigrationInterface {
  name = 'CreatePeople20261122000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('company', {
        id: id(),
        name: shortText(200),
        time_zone: shortText(60),
        country: shortText(2),
        language: shortText(5),
        hue: wholeNumber(),
        logo_type: shortText(40, { nullable: true }),
        logo: longText({ nullable: true }),
        set_up_at: instant(),
      }),
    );
    await runner.createTable(
      table(
        'supplier',
        { id: id(), name: shortText(200), name_key: shortText(200), tax_id: shortText(40, { nullable: true }) },
        { unique: [['name_key']] },
      ),
    );
    await runner.createTable(table('team', { id: id(), name: shortText(200), name_key: shortText(200) }, { unique: [['name_key']] }));
    await runner.createTable(table('site', { id: id(), name: shortText(200), name_key: shortText(200) }, { unique: [['name_key']] }));
    await runner.createTable(
      table(
        'person',
        {
          id: id(),
          person_code: shortText(60),
          code_key: shortText(60),
          given_name: shortText(200),
          family_name: shortText(200),
          email: shortText(254, { nullable: true }),
          phone: shortText(40, { nullable: true }),
          national_id: shortText(40, { nullable: true }),
          birth_year: wholeNumber({ nullable: true }),
          language: shortText(5),
          merged_into_id: reference('person', { nullable: true }),
          search_key: shortText(700),
          created_at: instant(),
        },
        { unique: [['code_key'], ['email']], indexes: [['search_key'], ['merged_into_id']] },
      ),
    );
    await runner.createTable(
      table(
        'engagement',
        {
          id: id(),
          person_id: reference('person'),
          kind: shortText(20),
          supplier_id: reference('supplier', { nullable: true }),
          team_id: reference('team', { nullable: true }),
          site_id: reference('site', { nullable: true }),
          job_title: shortText(200, { nullable: true }),
          manager_id: reference('person', { nullable: true }),
          from_on: calendarDate(),
          until_on: calendarDate({ nullable: true }),
        },
        { indexes: [['person_id'], ['manager_id'], ['team_id'], ['supplier_id'], ['from_on', 'until_on']] },
      ),
    );
    await runner.createTable(
      table(
        'roster_import',
        {
          id: id(),
          file_name: shortText(255),
          file_hash: shortText(64),
          mode: shortText(10),
          source: shortText(10),
          state: shortText(12),
          progress: wholeNumber(),
          rows: wholeNumber(),
          added: wholeNumber(),
          changed: wholeNumber(),
          unchanged: wholeNumber(),
          returned: wholeNumber(),
          left_count: wholeNumber(),
          rejected: wholeNumber(),
          needs_approval: wholeNumber(),
          problem: longText({ nullable: true }),
          checked_at: instant(),
          checked_by: reference('person', { nullable: true }),
          applied_at: instant({ nullable: true }),
          applied_by: reference('person', { nullable: true }),
          approved_by: reference('person', { nullable: true }),
        },
        { indexes: [['state'], ['checked_at']] },
      ),
    );
    await runner.createTable(
      table(
        'roster_import_row',
        {
          import_id: shortText(36, { primary: true }),
          row_number: wholeNumber({ primary: true }),
          fate: shortText(12),
          person_code: shortText(60),
          name: shortText(420),
          fields: longText(),
          problems: longText(),
        },
        { indexes: [['import_id', 'fate']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

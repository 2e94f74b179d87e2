import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** Two records that may be one person; the posters of the sites; and whoever says that they are not on the list. */
export class CreateJoining20261122002200 implements MigrationInterface {
  name = 'CreateJoining20261122002200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'duplicate_pair',
        {
          id: id(),
          first_id: reference('person'),
          second_id: reference('person'),
          why: shortText(100),
          strength: wholeNumber(),
          found_at: instant(),
          dismissed_at: instant({ nullable: true }),
          dismissed_by: reference('person', { nullable: true }),
        },
        { unique: [['first_id', 'second_id']], indexes: [['second_id'], ['dismissed_at', 'strength']] },
      ),
    );
    await runner.createTable(
      table(
        'site_poster',
        {
          id: id(),
          site_id: reference('site', { nullable: true }),
          code: shortText(40),
          created_at: instant(),
          created_by: reference('person', { nullable: true }),
          revoked_at: instant({ nullable: true }),
          revoked_by: reference('person', { nullable: true }),
        },
        { unique: [['code']], indexes: [['site_id']] },
      ),
    );
    await runner.createTable(
      table(
        'joining_request',
        {
          id: id(),
          source: shortText(20),
          kind: shortText(10),
          site_id: reference('site', { nullable: true }),
          supplier_id: reference('supplier', { nullable: true }),
          person_id: reference('person', { nullable: true }),
          given_name: shortText(200),
          family_name: shortText(200),
          employer_kind: shortText(20),
          employer: shortText(200, { nullable: true }),
          person_code: shortText(60, { nullable: true }),
          national_id: shortText(40, { nullable: true }),
          phone: shortText(40, { nullable: true }),
          team: shortText(200, { nullable: true }),
          job_title: shortText(200, { nullable: true }),
          manager: shortText(200, { nullable: true }),
          language: shortText(5),
          from_on: calendarDate({ nullable: true }),
          last_on: calendarDate({ nullable: true }),
          asked_at: instant(),
          asked_by: reference('person', { nullable: true }),
          state: shortText(12),
          decided_at: instant({ nullable: true }),
          decided_by: reference('person', { nullable: true }),
          reason: shortText(500, { nullable: true }),
        },
        { indexes: [['state', 'asked_at'], ['person_id'], ['supplier_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

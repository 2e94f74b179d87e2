import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** Why somebody is not trained, or not yet: absences, exemptions, extensions; and people who turned out to be one. */
export class CreateReasons20261122001300 implements MigrationInterface {
  name = 'CreateReasons20261122001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'absence',
        {
          id: id(),
          person_id: reference('person'),
          kind: shortText(20),
          from_on: calendarDate(),
          until_on: calendarDate(),
          recorded_at: instant(),
          recorded_by: reference('person', { nullable: true }),
          cancelled_at: instant({ nullable: true }),
          cancelled_by: reference('person', { nullable: true }),
        },
        { indexes: [['person_id'], ['until_on']] },
      ),
    );
    await runner.createTable(
      table(
        'exemption',
        {
          id: id(),
          person_id: reference('person'),
          round_id: reference('round'),
          reason_code: shortText(30),
          evidence: shortText(500),
          from_on: calendarDate(),
          until_on: calendarDate({ nullable: true }),
          granted_at: instant(),
          granted_by: reference('person', { nullable: true }),
          revoked_at: instant({ nullable: true }),
          revoked_by: reference('person', { nullable: true }),
        },
        { indexes: [['person_id', 'round_id'], ['until_on']] },
      ),
    );
    await runner.createTable(
      table(
        'extension',
        {
          id: id(),
          person_id: reference('person'),
          round_id: reference('round'),
          days: wholeNumber(),
          reason: shortText(500),
          asked_at: instant(),
          asked_by: reference('person', { nullable: true }),
          decided_at: instant({ nullable: true }),
          decided_by: reference('person', { nullable: true }),
          granted: wholeNumber({ nullable: true }),
        },
        { indexes: [['person_id', 'round_id'], ['decided_at']] },
      ),
    );
    await runner.createTable(
      table(
        'person_merge',
        {
          id: id(),
          kept_id: reference('person'),
          merged_id: reference('person'),
          moved: longText(),
          merged_at: instant(),
          merged_by: reference('person', { nullable: true }),
          undone_at: instant({ nullable: true }),
          undone_by: reference('person', { nullable: true }),
        },
        { indexes: [['kept_id'], ['merged_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

export class CreateProgramme20261122000500 implements MigrationInterface {
  name = 'CreateProgramme20261122000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('programme', {
        id: id(),
        cadence_months: wholeNumber(),
        window_weeks: wholeNumber(),
        weekday: wholeNumber(),
        set_at: instant(),
      }),
    );
    await runner.createTable(table('blackout', { id: id(), from_on: calendarDate(), until_on: calendarDate(), reason: shortText(200) }));
    await runner.createTable(
      table(
        'round',
        {
          id: id(),
          kind: shortText(10),
          code: shortText(20),
          unit: shortText(80),
          edition_id: reference('edition', { nullable: true }),
          opens_on: calendarDate(),
          due_on: calendarDate(),
          closes_on: calendarDate(),
          gap_months: shortText(10, { nullable: true }),
          reason: longText(),
          proposed_at: instant(),
          approved_at: instant({ nullable: true }),
          approved_by: reference('person', { nullable: true }),
          override_reason: shortText(500, { nullable: true }),
          override_by: reference('person', { nullable: true }),
          opened_at: instant({ nullable: true }),
          opened_by: reference('person', { nullable: true }),
          closed_at: instant({ nullable: true }),
          ledger: longText({ nullable: true }),
        },
        { unique: [['code']], indexes: [['opened_at', 'closed_at']] },
      ),
    );
    await runner.createTable(
      table(
        'assignment',
        {
          id: id(),
          round_id: reference('round'),
          person_id: reference('person'),
          due_on: calendarDate(),
          due_reason: shortText(30),
          absence_days: wholeNumber(),
          extension_days: wholeNumber(),
          assigned_at: instant(),
          started_at: instant({ nullable: true }),
          completed_at: instant({ nullable: true }),
          left_on: calendarDate({ nullable: true }),
        },
        { unique: [['round_id', 'person_id']], indexes: [['person_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

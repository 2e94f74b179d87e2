import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, instant, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/** What became of each assignment, one row a change: why somebody had which date, on any day that was. */
export class CreateAssignmentEvents20261122002400 implements MigrationInterface {
  name = 'CreateAssignmentEvents20261122002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('assignment_event', {
        assignment_id: shortText(36, { primary: true }),
        number: wholeNumber({ primary: true }),
        at: instant(),
        kind: shortText(12),
        due_on: calendarDate(),
        due_reason: shortText(30),
        absence_days: wholeNumber(),
        extension_days: wholeNumber(),
        left_on: calendarDate({ nullable: true }),
        cause: shortText(12),
        by_id: reference('person', { nullable: true }),
      }),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

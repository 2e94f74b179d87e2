import type { MigrationInterface, QueryRunner } from 'typeorm';
import { calendarDate, shortText, table, wholeNumber } from '#platform/database/columns';

/** The due dates that held until a decision or a return, so that a day of the past can be asked. Of the past, those before each extension are known. */
export class KeepEarlierDues20261126001000 implements MigrationInterface {
  name = 'KeepEarlierDues20261126001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table('earlier_due', {
        assignment_id: shortText(36, { primary: true }),
        until_at: shortText(24, { primary: true }),
        due_on: calendarDate(),
        due_reason: shortText(30),
        absence_days: wholeNumber(),
        extension_days: wholeNumber(),
      }),
    );
    await runner.query(`
      INSERT INTO earlier_due (assignment_id, until_at, due_on, due_reason, absence_days, extension_days)
      SELECT w.assignment_id, w.at, v.due_on, v.due_reason, v.absence_days, v.extension_days
      FROM assignment_event w JOIN assignment_event v ON v.assignment_id = w.assignment_id AND v.number = w.number - 1
      WHERE w.cause = 'extension' AND NOT EXISTS (SELECT 1 FROM assignment_event o
        WHERE o.assignment_id = w.assignment_id AND o.at = w.at AND o.cause = 'extension' AND o.number < w.number)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

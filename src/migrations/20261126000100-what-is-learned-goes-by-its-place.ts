import type { MigrationInterface, QueryRunner, Table } from 'typeorm';
import { instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

/**
 * How far somebody came in a lesson, what they answered and their plan are found by their place only. An id of their own was one more
 * index to keep for the tables that grow fastest.
 */
export class WhatIsLearnedGoesByItsPlace20261126000100 implements MigrationInterface {
  name = 'WhatIsLearnedGoesByItsPlace20261126000100';

  async up(runner: QueryRunner): Promise<void> {
    const assignment = reference('assignment', { primary: true });
    await rebuild(
      runner,
      table('lesson_progress', {
        assignment_id: assignment,
        lesson: shortText(40, { primary: true }),
        block: shortText(60),
        started_at: instant(),
        updated_at: instant(),
        finished_at: instant({ nullable: true }),
      }),
    );
    await rebuild(
      runner,
      table('lesson_answer', {
        assignment_id: assignment,
        lesson: shortText(40, { primary: true }),
        block: shortText(60, { primary: true }),
        answer: longText(),
        correct: wholeNumber({ nullable: true }),
        answered_at: instant(),
      }),
    );
    await rebuild(
      runner,
      table('if_then_plan', { assignment_id: assignment, situation: shortText(600), action: shortText(600), written_at: instant() }),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

/** A key cannot be taken out of an SQLite table, and two tables of PostgreSQL cannot share its name: so the rows wait aside. */
async function rebuild(runner: QueryRunner, shape: Table): Promise<void> {
  const { name } = shape;
  const columns = shape.columns.map((column) => column.name).join(', ');
  await runner.query(`CREATE TABLE ${name}_aside AS SELECT ${columns} FROM ${name}`);
  await runner.dropTable(name);
  await runner.createTable(shape);
  await runner.query(`INSERT INTO ${name} (${columns}) SELECT ${columns} FROM ${name}_aside`);
  await runner.query(`DROP TABLE ${name}_aside`);
}

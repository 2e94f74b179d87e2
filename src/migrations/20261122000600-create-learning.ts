import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id, instant, longText, reference, shortText, table, wholeNumber } from '#platform/database/columns';

export class CreateLearning20261122000600 implements MigrationInterface {
  name = 'CreateLearning20261122000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        'lesson_progress',
        {
          id: id(),
          assignment_id: reference('assignment'),
          lesson: shortText(40),
          block: shortText(60),
          started_at: instant(),
          updated_at: instant(),
          finished_at: instant({ nullable: true }),
        },
        { unique: [['assignment_id', 'lesson']] },
      ),
    );
    await runner.createTable(
      table(
        'lesson_answer',
        {
          id: id(),
          assignment_id: reference('assignment'),
          lesson: shortText(40),
          block: shortText(60),
          answer: longText(),
          correct: wholeNumber({ nullable: true }),
          answered_at: instant(),
        },
        { unique: [['assignment_id', 'lesson', 'block']] },
      ),
    );
    await runner.createTable(
      table(
        'attempt',
        {
          id: id(),
          assignment_id: reference('assignment'),
          number: wholeNumber(),
          items: longText(),
          pass_mark: wholeNumber(),
          total: wholeNumber(),
          started_at: instant(),
          submitted_at: instant({ nullable: true }),
          score: wholeNumber({ nullable: true }),
        },
        { unique: [['assignment_id', 'number']] },
      ),
    );
    await runner.createTable(
      table('attempt_answer', {
        attempt_id: shortText(36, { primary: true }),
        item: shortText(40, { primary: true }),
        option_id: shortText(20),
        answered_at: instant(),
      }),
    );
    await runner.createTable(
      table(
        'if_then_plan',
        { id: id(), assignment_id: reference('assignment'), situation: shortText(600), action: shortText(600), written_at: instant() },
        { unique: [['assignment_id']] },
      ),
    );
    await runner.createTable(
      table(
        'completion',
        {
          id: id(),
          assignment_id: reference('assignment'),
          person_id: reference('person'),
          round_id: reference('round'),
          edition_id: reference('edition'),
          score: wholeNumber(),
          total: wholeNumber(),
          completed_at: instant(),
        },
        { unique: [['assignment_id'], ['person_id', 'edition_id']], indexes: [['round_id']] },
      ),
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

import { newId } from '#kernel/id';
import { sql } from '#platform/database/sql';
import { WhatIsLearnedGoesByItsPlace20261126000100 as Migration } from '../../src/migrations/20261126000100-what-is-learned-goes-by-its-place';
import { openBareDatabase } from '../support/bare-database';

const AT = '2026-11-25T10:00:00.000Z';

describe('when what is learned begins to go by its place', () => {
  it('every lesson, answer and plan stays, and a second answer to one question is still refused', async () => {
    const database = await openBareDatabase(Migration);
    const { connections, db, work } = database;
    const [person, edition, round, assignment] = [newId(), newId(), newId(), newId()];
    await work.run(async () => {
      await fill('person', { id: person, personCode: 'E1', codeKey: 'E1' });
      await fill('edition', { id: edition });
      await fill('round', { id: round, editionId: edition, code: '1' });
      await fill('assignment', { id: assignment, roundId: round, personId: person });
      for (const block of ['a', 'b'])
        await db.insert('lesson_answer', [
          { id: newId(), assignmentId: assignment, lesson: 'l', block, answer: '"x"', correct: 1, answeredAt: AT },
        ]);
      const progress = { lesson: 'l', block: 'b', startedAt: AT, updatedAt: AT, finishedAt: null };
      await db.insert('lesson_progress', [{ id: newId(), assignmentId: assignment, ...progress }]);
      await db.insert('if_then_plan', [{ id: newId(), assignmentId: assignment, situation: 's', action: 'then', writtenAt: AT }]);
    });

    const runner = connections.writer.createQueryRunner();
    await new Migration().up(runner);
    if (connections.writer.options.type === 'postgres') await runner.release();

    expect(await db.rows(sql`SELECT block, correct FROM lesson_answer ORDER BY block`)).toEqual([
      { block: 'a', correct: 1 },
      { block: 'b', correct: 1 },
    ]);
    expect(await db.rows(sql`SELECT * FROM lesson_progress`)).toEqual([
      { assignmentId: assignment, lesson: 'l', block: 'b', startedAt: AT, updatedAt: AT, finishedAt: null },
    ]);
    expect(await db.rows(sql`SELECT * FROM if_then_plan`)).toEqual([
      { assignmentId: assignment, situation: 's', action: 'then', writtenAt: AT },
    ]);
    const again = { assignmentId: assignment, lesson: 'l', block: 'a', answer: '"y"', correct: 0, answeredAt: AT };
    expect(await work.run(() => db.insert('lesson_answer', [again], 'nothing'))).toBe(0);
    await database.close();

    /** A row of which only some columns matter. */
    async function fill(table: string, given: Record<string, string | number>): Promise<void> {
      const runner = connections.writer.createQueryRunner();
      const columns = (await runner.getTable(table))?.columns ?? [];
      if (connections.writer.options.type === 'postgres') await runner.release();
      const row = Object.fromEntries(
        columns
          .filter(({ isNullable }) => !isNullable)
          .map(({ name, type }) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), type === 'integer' ? 0 : 'x']),
      );
      await db.insert(table, [{ ...row, ...given }]);
    }
  });
});
